// A width by machine mode (GNU C).

typedef int two_bytes __attribute__((mode(HI)));
typedef unsigned eight_bytes __attribute__((mode(DI)));
eight_bytes widen(two_bytes narrow);
