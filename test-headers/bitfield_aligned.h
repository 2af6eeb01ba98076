// Alignment on a bit-field, and an under-aligned typedef next to one.

typedef int loose __attribute__((aligned(1)));
struct on_field { char a; int b : 3 __attribute__((aligned(8))); int c : 5; };
struct beside { char a; loose v; int b : 9; };
