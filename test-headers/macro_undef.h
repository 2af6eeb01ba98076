// Only what is defined at the end exists, with its last value.

#define FIRST 1
#undef FIRST
#define FIRST 2
#define GONE 1
#undef GONE
#define LATE_BASE 10
#define LATE (LATE_BASE + 1)
#undef LATE_BASE
#define LATE_BASE 20
#define BROKEN MISSING_BASE
#define UNTIL_END 5
