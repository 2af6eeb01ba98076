// The same function more than once: one declaration in the text, with the names that C gives.

int twice(int, int);
int twice(int width, int height);
extern int thrice(int x);
extern int thrice(int);
int thrice(int y);
