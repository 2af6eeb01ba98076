// Integer literals: each base, suffix, and the type that C gives them (C11 6.4.4.1).

#define DECIMAL 42
#define HEX 0xff
#define OCTAL 0755
#define BINARY 0b1010
#define NEGATIVE -7
#define POSITIVE +7
#define UNSIGNED 42u
#define LONG 42L
#define UNSIGNED_LONG 42UL
#define LONG_LONG 42ll
#define UNSIGNED_LONG_LONG 42ULL
#define ZERO 0
#define PARENTHESES ((3))
#define DECIMAL_GROWS 2147483648
#define HEX_STAYS_UNSIGNED 0x80000000
#define HEX_64 0xFFFFFFFFFFFFFFFF
#define INT_16_EDGE 32768
