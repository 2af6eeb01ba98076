// A typedef that takes alignment away.

typedef double loose_double __attribute__((aligned(2)));
struct field { char c; loose_double d; char e; };
loose_double read_loose(const loose_double *p);
