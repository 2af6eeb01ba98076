// Values that another generator gets wrong: the extremes.

#define ALL_ONES ~0UL
#define HIGH_BIT 0x8000000000000000ULL
#define MINUS_ONE_UNSIGNED (-1U)
#define SIGN_BIT (1<<31)
#define INT_LOWEST (-2147483647 - 1)
#define LONG_LONG_LOWEST (-9223372036854775807LL - 1)
#define ZERO_UNSIGNED_LONG 0UL
#define ONE_LONG_LONG 1LL
