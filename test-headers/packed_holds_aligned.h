// A packed structure that holds an aligned one.

struct __attribute__((aligned(16))) block { int v; };
struct __attribute__((packed)) holds { char a; struct block b; };
