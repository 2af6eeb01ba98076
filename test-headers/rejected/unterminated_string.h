// A string without an end, in code.

_Static_assert(1, "no end);
int after(void);
