// Bit-fields: signed, unsigned, bool; the setter of one must not touch its neighbour.

struct flags {
    unsigned mode : 3;
    unsigned ready : 1;
    signed level : 5;
    int plain : 4;
    _Bool on : 1;
};
void set_flags(struct flags *f);
struct flags by_value(struct flags f);
