// Structures: scalars, padding between them, pointers, one inside another.

struct point {
    int x;
    int y;
};
struct mixed {
    char tag;
    double value;
    short count;
    void *data;
};
struct line {
    struct point from, to;
    const char *label;
};
