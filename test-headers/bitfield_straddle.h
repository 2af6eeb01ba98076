// Bit-fields that would cross a unit, of several base types.

struct units { unsigned char a : 6; unsigned short b : 11; unsigned long c : 17; unsigned long long d : 40; };
struct mixed { char x; long y : 20; char z; short w : 9; };
