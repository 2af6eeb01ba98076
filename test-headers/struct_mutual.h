// Two structures that point at each other.

struct parent;
struct child {
    struct parent *up;
    int age;
};
struct parent {
    struct child *down;
    struct child favourite;
};
