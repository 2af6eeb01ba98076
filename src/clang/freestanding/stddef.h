/* <stddef.h> from the compiler's predefined macros (C11 7.19).
 *
 * C libraries ask for single parts: they define __need_size_t, say, and include this file, as
 * often as they like. Without any such request everything is defined. */
#if !defined __need_ptrdiff_t && !defined __need_size_t && !defined __need_rsize_t \
    && !defined __need_wchar_t && !defined __need_NULL && !defined __need_wint_t \
    && !defined __need_max_align_t && !defined __need_offsetof \
    && !defined __need_nullptr_t && !defined __need_unreachable \
    && !defined __need_STDDEF_H_misc
#define __need_ptrdiff_t
#define __need_size_t
#define __need_wchar_t
#define __need_NULL
#define __need_STDDEF_H_misc
#if defined __STDC_WANT_LIB_EXT1__ && __STDC_WANT_LIB_EXT1__ >= 1
#define __need_rsize_t
#endif
#endif

#if defined __need_STDDEF_H_misc
#define __need_max_align_t
#define __need_offsetof
#if defined __STDC_VERSION__ && __STDC_VERSION__ >= 202000L
#define __need_nullptr_t
#define __need_unreachable
#endif
#undef __need_STDDEF_H_misc
#endif

#if defined __need_ptrdiff_t
#ifndef _PTRDIFF_T
#define _PTRDIFF_T
typedef __PTRDIFF_TYPE__ ptrdiff_t;
#endif
#undef __need_ptrdiff_t
#endif

#if defined __need_size_t
#ifndef _SIZE_T
#define _SIZE_T
typedef __SIZE_TYPE__ size_t;
#endif
#undef __need_size_t
#endif

#if defined __need_rsize_t
#ifndef _RSIZE_T
#define _RSIZE_T
typedef __SIZE_TYPE__ rsize_t;
#endif
#undef __need_rsize_t
#endif

#if defined __need_wchar_t
#ifndef _WCHAR_T
#define _WCHAR_T
#ifdef _MSC_EXTENSIONS
#define _WCHAR_T_DEFINED
#endif
typedef __WCHAR_TYPE__ wchar_t;
#endif
#undef __need_wchar_t
#endif

#if defined __need_wint_t
#ifndef _WINT_T
#define _WINT_T
typedef __WINT_TYPE__ wint_t;
#endif
#undef __need_wint_t
#endif

#if defined __need_NULL
#undef NULL
#define NULL ((void *)0)
#undef __need_NULL
#endif

#if defined __need_max_align_t
#ifndef _QUARRY_MAX_ALIGN_T
#define _QUARRY_MAX_ALIGN_T
#if defined _MSC_VER
typedef double max_align_t;
#elif defined __APPLE__
typedef long double max_align_t;
#else
typedef struct {
    long long integer __attribute__((__aligned__(__alignof__(long long))));
    long double real __attribute__((__aligned__(__alignof__(long double))));
} max_align_t;
#endif
#endif
#undef __need_max_align_t
#endif

#if defined __need_offsetof
#undef offsetof
#define offsetof(type, member) __builtin_offsetof(type, member)
#undef __need_offsetof
#endif

#if defined __need_nullptr_t
#if !defined _QUARRY_NULLPTR_T && defined __STDC_VERSION__ && __STDC_VERSION__ >= 202000L
#define _QUARRY_NULLPTR_T
typedef __typeof__(nullptr) nullptr_t;
#endif
#undef __need_nullptr_t
#endif

#if defined __need_unreachable
#undef unreachable
#define unreachable() __builtin_unreachable()
#undef __need_unreachable
#endif
