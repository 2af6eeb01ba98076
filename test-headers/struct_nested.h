// A named structure and an unnamed one declared inside another; C has one scope for tags.

struct outer {
    struct inner { int a; } named;
    struct { int b; short c; } held;
    struct { int d; } many[2];
    struct { int e; } *pointed;
};
void take_inner(struct inner *p);
