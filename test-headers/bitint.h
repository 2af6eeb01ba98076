// Bit-precise integers.
// except: avr-unknown-none

struct precise { char c; _BitInt(24) v; };
_BitInt(32) standard_width(_BitInt(24) x);
void read_precise(unsigned _BitInt(7) *out);
