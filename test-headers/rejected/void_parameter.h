// An object of type void.

extern void nothing;
int f(void x);
