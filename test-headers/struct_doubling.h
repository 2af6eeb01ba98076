// Records that hold the one before twice, and lie inside each other: each is visited once.

struct b0 { char c; };
struct b1 { struct b0 left, right; };
struct b2 { struct b1 left, right; };
struct b3 { struct b2 left, right; };
struct b4 { struct b3 left, right; };
struct b5 { struct b4 left, right; };
struct b6 { struct b5 left, right; };
struct b7 { struct b6 left, right; };
struct b8 { struct b7 left, right; };
struct b9 { struct b8 left, right; };
struct b10 { struct b9 left, right; };
struct b11 { struct b10 left, right; };
struct b12 { struct b11 left, right; };
struct n0 { struct n1 { struct n2 { struct n3 { struct n4 { struct n5 { struct n6 {
    int deepest;
} a; } b; } c; } d; } e; } f; };
