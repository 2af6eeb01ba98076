// 128-bit integers, where the target has them.
// also: s390x-unknown-linux-gnu

#ifdef __SIZEOF_INT128__
struct wide { char c; __int128 v; };
__int128 multiply(__int128 a, unsigned __int128 b);
void read_wide(__int128 *out);
#define WIDE_ONE ((__int128)1)
#endif
int narrow(int x);
