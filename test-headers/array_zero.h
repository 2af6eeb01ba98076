// Arrays of no elements (GNU C), at the end and in the middle.

struct message {
    unsigned length;
    char marker[0];
    char text[0];
};
struct marker_first {
    long long start[0];
    char c;
};
