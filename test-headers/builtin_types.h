// Types of the compiler itself.

struct holds { __builtin_va_list list; };
void with_builtin(__SIZE_TYPE__ n, __INT64_TYPE__ i, __UINTPTR_TYPE__ p);
