// Included by chain_middle.h: the error is here.

struct unfinished { int a;
int f(void);
