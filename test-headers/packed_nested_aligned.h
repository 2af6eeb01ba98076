// Packed, with a nested structure and a last member that is aligned.

struct __attribute__((packed)) nested {
    char a;
    struct { short b; int c; } inner;
    int last __attribute__((aligned(8)));
};
