#pragma pack()
#undef _Alignof
#undef _Atomic
#undef _Bool
#undef _Complex
#undef _Generic
#undef _Static_assert
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
#else
#define quarry_either(gcc, clang) (gcc)
#define quarry_unused
#define quarry_built_in(name) 0
#endif
