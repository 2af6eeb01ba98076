// Unions: scalars, arrays, a structure; by value and by pointer.

union number {
    int i;
    double d;
    unsigned char bytes[12];
    struct { short lo, hi; } halves;
};
union number make(int i);
double read_number(const union number *n);
