// Values beyond 32 bits: eight bytes in GNU C; msvc keeps four.

enum huge { SMALL = 1, LARGE = 0x100000000 };
enum extreme { MINIMUM = -0x7fffffffffffffffLL - 1, MAXIMUM = 0x7fffffffffffffffLL };
enum huge grow(enum extreme e);
