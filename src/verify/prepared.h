#pragma pack()
#undef _Alignof
#undef _Atomic
#undef _Bool
#undef _Complex
#undef _Generic
#undef _Static_assert
#undef __asm__
#undef __attribute__
#undef __builtin_memcmp
#undef __builtin_offsetof
#undef __builtin_types_compatible_p
#undef __typeof__
#undef char
#undef const
#undef default
#undef double
#undef enum
#undef extern
#undef float
#undef for
#undef if
#undef int
#undef long
#undef return
#undef short
#undef signed
#undef sizeof
#undef static
#undef struct
#undef typedef
#undef union
#undef unsigned
#undef void
#undef volatile
#undef while
#ifdef __clang__
#define quarry_either(gcc, clang) (clang)
#define quarry_unused __attribute__((unavailable))
#define quarry_built_in(name) __has_builtin(name)
#define quarry_text(id, name, text, size) extern char id __asm__(quarry_bare(name)), id __asm__(text)
#define quarry_bare(name) quarry_joined(quarry_bare_, quarry_brackets(quarry_one name))(name)
#define quarry_bare_0(name) name
#define quarry_bare_1(name) quarry_without name
#define quarry_without(name) name
#define quarry_brackets(...) quarry_second(__VA_ARGS__, 0, )
#define quarry_one(...) 0, 1
#define quarry_second(first, second, ...) second
#define quarry_joined(first, second) quarry_pasted(first, second)
#define quarry_pasted(first, second) first##second
#else
#define quarry_either(gcc, clang) (gcc)
#define quarry_unused
#define quarry_built_in(name) 0
#define quarry_text(id, name, text, size) \
    extern char id[sizeof(name) == size && __builtin_memcmp(name, text, size) == 0 && \
                   _Generic((name), char *: 1, const char *: 1, default: 0) ? 1 : -1]
#endif
