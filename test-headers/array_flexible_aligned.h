// A flexible array of 16-aligned structures right after a char.

struct unit { int v; } __attribute__((aligned(16)));
struct stream {
    char tag;
    struct unit units[];
};
