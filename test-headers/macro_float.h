// Floating constants: each type and notation.

#define DOUBLE 1.5
#define FLOAT 1.5f
#define LONG_DOUBLE 1.5L
#define EXPONENT 1e10
#define TINY 4.9e-324
#define FRACTION .25
#define WHOLE 2.
#define HEX_FLOAT 0x1p-3
#define NEGATIVE -0.1
#define NEGATIVE_ZERO -0.0
#define PRODUCT (2.0 * 3)
#define THIRD (1.0 / 3.0)
#define THIRD_FLOAT (1.0f / 3.0f)
#define INFINITE (1e308 * 10)
#define NOT_A_NUMBER (0.0 / 0.0)
