// The same function more than once: one declaration in the text, with the names that C gives.

int twice(int, int);
int twice(int width, int height);
extern int thrice(int x);
extern int thrice(int);
int thrice(int y);
int label_later(int x);
int label_later(int x) __asm__("label_v2");
int weak_later(int x);
__attribute__((weak)) int weak_later(int x);
/** Documented where it comes again. */
int twice(int, int);
int gaps(int a, int);
int gaps(int, int a);
