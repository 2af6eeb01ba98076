// Weak functions and variables, through a macro and as Apple writes it.

#define OPTIONAL __attribute__((__weak__))
__attribute__((weak)) int maybe_there(int x);
OPTIONAL int maybe_too(int x);
extern __attribute__((weak)) int maybe_value;
int apple_weak(void) __attribute__((weak_import));
__attribute__((const)) int strong(int weak);
