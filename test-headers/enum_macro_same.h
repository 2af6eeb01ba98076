// Each enumerator is also a macro of the same name, as in glibc: one constant.

enum { FP_BAD =
#define FP_BAD 0
    FP_BAD,
    FP_GOOD =
#define FP_GOOD 1
    FP_GOOD };
