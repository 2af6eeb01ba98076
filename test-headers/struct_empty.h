// A structure without members: size 0 in GNU C, 4 with msvc.

struct empty {};
struct has_empty {
    int before;
    struct empty nothing;
    int after;
};
struct empty_array {
    struct empty many[3];
};
