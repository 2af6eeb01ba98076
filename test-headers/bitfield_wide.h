// Bit-fields of 63 bits, 64 bits, and one after an odd start.

struct far { unsigned long long low : 2; unsigned long long high : 62; };
struct near63 { unsigned long long flag : 1; unsigned long long rest : 63; };
struct whole { long long all : 64; };
