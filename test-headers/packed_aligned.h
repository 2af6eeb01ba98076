// Packed and aligned at once.

struct __attribute__((packed, aligned(8))) both { int a; long b; };
struct __attribute__((packed, aligned(64))) with_zero { char c; unsigned char x[0]; };
