// Half precision, where both compilers have it.
// only: aarch64-unknown-linux-gnu

struct half { _Float16 a; };
_Float16 halve(_Float16 x);
void half_many(_Float16 *x, int n);
