// A packed structure with an over-aligned member.

struct __attribute__((packed)) wide { char a; int b __attribute__((aligned(64))); char c; };
