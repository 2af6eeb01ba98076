// Flexible array members (C11 6.7.2.1p18).

struct buffer {
    unsigned length;
    unsigned char data[];
};
struct aligned_tail {
    char tag;
    double values[];
};
struct buffer *make_buffer(unsigned length);
