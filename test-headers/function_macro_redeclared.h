// A function-like macro of a function's name, and the function declared twice behind it.
#define scale(x) (scale)((x), 2)
int(scale)(int x, int by);
int(scale)(int value, int factor);
