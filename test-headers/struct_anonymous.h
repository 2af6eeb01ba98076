// Anonymous members (C11 6.7.2.1p13), two of them, one inside the other.

struct variant {
    int kind;
    union {
        int i;
        float f;
        struct { short lo, hi; };
    };
    struct { char tail; };
};
