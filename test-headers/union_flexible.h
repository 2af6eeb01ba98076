// A union of flexible arrays, as the Linux kernel writes it.

struct tail {
    int kind;
    union {
        struct { struct {} nothing_a; unsigned char bytes[]; };
        struct { struct {} nothing_b; int words[]; };
    };
};
