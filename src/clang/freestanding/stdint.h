/* <stdint.h>: the C library's own where there is one, otherwise from the compiler's predefined
 * macros (C11 7.20). The least and fast types of a freestanding target are the exact ones, as
 * clang has them. */
#ifndef _QUARRY_STDINT_H
#define _QUARRY_STDINT_H

#if __STDC_HOSTED__ && __has_include_next(<stdint.h>)
#include_next <stdint.h>
#else

#define _QUARRY_PASTE(value, suffix) value##suffix
#define _QUARRY_SUFFIX(value, suffix) _QUARRY_PASTE(value, suffix)

#ifdef __INT8_TYPE__
#ifndef _INT8_T
#define _INT8_T
typedef __INT8_TYPE__ int8_t;
#endif
typedef __UINT8_TYPE__ uint8_t;
#define INT8_MAX __INT8_MAX__
#define INT8_MIN (-__INT8_MAX__ - 1)
#define UINT8_MAX __UINT8_MAX__
#define INT8_C(value) _QUARRY_SUFFIX(value, __INT8_C_SUFFIX__)
#define UINT8_C(value) _QUARRY_SUFFIX(value, __UINT8_C_SUFFIX__)
typedef __INT8_TYPE__ int_least8_t;
typedef __UINT8_TYPE__ uint_least8_t;
typedef __INT8_TYPE__ int_fast8_t;
typedef __UINT8_TYPE__ uint_fast8_t;
#define INT_LEAST8_MAX __INT8_MAX__
#define INT_LEAST8_MIN (-__INT8_MAX__ - 1)
#define UINT_LEAST8_MAX __UINT8_MAX__
#define INT_FAST8_MAX __INT8_MAX__
#define INT_FAST8_MIN (-__INT8_MAX__ - 1)
#define UINT_FAST8_MAX __UINT8_MAX__
#endif

#ifdef __INT16_TYPE__
#ifndef _INT16_T
#define _INT16_T
typedef __INT16_TYPE__ int16_t;
#endif
typedef __UINT16_TYPE__ uint16_t;
#define INT16_MAX __INT16_MAX__
#define INT16_MIN (-__INT16_MAX__ - 1)
#define UINT16_MAX __UINT16_MAX__
#define INT16_C(value) _QUARRY_SUFFIX(value, __INT16_C_SUFFIX__)
#define UINT16_C(value) _QUARRY_SUFFIX(value, __UINT16_C_SUFFIX__)
typedef __INT16_TYPE__ int_least16_t;
typedef __UINT16_TYPE__ uint_least16_t;
typedef __INT16_TYPE__ int_fast16_t;
typedef __UINT16_TYPE__ uint_fast16_t;
#define INT_LEAST16_MAX __INT16_MAX__
#define INT_LEAST16_MIN (-__INT16_MAX__ - 1)
#define UINT_LEAST16_MAX __UINT16_MAX__
#define INT_FAST16_MAX __INT16_MAX__
#define INT_FAST16_MIN (-__INT16_MAX__ - 1)
#define UINT_FAST16_MAX __UINT16_MAX__
#endif

#ifdef __INT32_TYPE__
#ifndef _INT32_T
#define _INT32_T
typedef __INT32_TYPE__ int32_t;
#endif
typedef __UINT32_TYPE__ uint32_t;
#define INT32_MAX __INT32_MAX__
#define INT32_MIN (-__INT32_MAX__ - 1)
#define UINT32_MAX __UINT32_MAX__
#define INT32_C(value) _QUARRY_SUFFIX(value, __INT32_C_SUFFIX__)
#define UINT32_C(value) _QUARRY_SUFFIX(value, __UINT32_C_SUFFIX__)
typedef __INT32_TYPE__ int_least32_t;
typedef __UINT32_TYPE__ uint_least32_t;
typedef __INT32_TYPE__ int_fast32_t;
typedef __UINT32_TYPE__ uint_fast32_t;
#define INT_LEAST32_MAX __INT32_MAX__
#define INT_LEAST32_MIN (-__INT32_MAX__ - 1)
#define UINT_LEAST32_MAX __UINT32_MAX__
#define INT_FAST32_MAX __INT32_MAX__
#define INT_FAST32_MIN (-__INT32_MAX__ - 1)
#define UINT_FAST32_MAX __UINT32_MAX__
#endif

#ifdef __INT64_TYPE__
#ifndef _INT64_T
#define _INT64_T
typedef __INT64_TYPE__ int64_t;
#endif
typedef __UINT64_TYPE__ uint64_t;
#define INT64_MAX __INT64_MAX__
#define INT64_MIN (-__INT64_MAX__ - 1)
#define UINT64_MAX __UINT64_MAX__
#define INT64_C(value) _QUARRY_SUFFIX(value, __INT64_C_SUFFIX__)
#define UINT64_C(value) _QUARRY_SUFFIX(value, __UINT64_C_SUFFIX__)
typedef __INT64_TYPE__ int_least64_t;
typedef __UINT64_TYPE__ uint_least64_t;
typedef __INT64_TYPE__ int_fast64_t;
typedef __UINT64_TYPE__ uint_fast64_t;
#define INT_LEAST64_MAX __INT64_MAX__
#define INT_LEAST64_MIN (-__INT64_MAX__ - 1)
#define UINT_LEAST64_MAX __UINT64_MAX__
#define INT_FAST64_MAX __INT64_MAX__
#define INT_FAST64_MIN (-__INT64_MAX__ - 1)
#define UINT_FAST64_MAX __UINT64_MAX__
#endif

#ifndef _INTPTR_T
#define _INTPTR_T
typedef __INTPTR_TYPE__ intptr_t;
#endif
#ifndef _UINTPTR_T
#define _UINTPTR_T
typedef __UINTPTR_TYPE__ uintptr_t;
#endif
typedef __INTMAX_TYPE__ intmax_t;
typedef __UINTMAX_TYPE__ uintmax_t;

#define INTPTR_MAX __INTPTR_MAX__
#define INTPTR_MIN (-__INTPTR_MAX__ - 1)
#define UINTPTR_MAX __UINTPTR_MAX__
#define INTMAX_MAX __INTMAX_MAX__
#define INTMAX_MIN (-__INTMAX_MAX__ - 1)
#define UINTMAX_MAX __UINTMAX_MAX__
#define PTRDIFF_MAX __PTRDIFF_MAX__
#define PTRDIFF_MIN (-__PTRDIFF_MAX__ - 1)
#define SIZE_MAX __SIZE_MAX__
#define INTMAX_C(value) _QUARRY_SUFFIX(value, __INTMAX_C_SUFFIX__)
#define UINTMAX_C(value) _QUARRY_SUFFIX(value, __UINTMAX_C_SUFFIX__)

/* The compiler gives the greatest value only; the least follows from whether the type is
 * signed, which it says by a macro where it is not. The difference is a zero of the right type. */
#define WCHAR_MAX __WCHAR_MAX__
#ifdef __WCHAR_UNSIGNED__
#define WCHAR_MIN (__WCHAR_MAX__ - __WCHAR_MAX__)
#else
#define WCHAR_MIN (-__WCHAR_MAX__ - 1)
#endif
#define WINT_MAX __WINT_MAX__
#ifdef __WINT_UNSIGNED__
#define WINT_MIN (__WINT_MAX__ - __WINT_MAX__)
#else
#define WINT_MIN (-__WINT_MAX__ - 1)
#endif
/* sig_atomic_t by its width, because only the exact types have their own literal suffix. */
#define _QUARRY_JOIN(before, width, after) before##width##after
#define _QUARRY_LIMIT(before, width, after) _QUARRY_JOIN(before, width, after)
#ifdef __SIG_ATOMIC_UNSIGNED__
#define SIG_ATOMIC_MAX _QUARRY_LIMIT(__UINT, __SIG_ATOMIC_WIDTH__, _MAX__)
#define SIG_ATOMIC_MIN (SIG_ATOMIC_MAX - SIG_ATOMIC_MAX)
#else
#define SIG_ATOMIC_MAX _QUARRY_LIMIT(__INT, __SIG_ATOMIC_WIDTH__, _MAX__)
#define SIG_ATOMIC_MIN (-SIG_ATOMIC_MAX - 1)
#endif
#if defined __STDC_WANT_LIB_EXT1__ && __STDC_WANT_LIB_EXT1__ >= 1
#define RSIZE_MAX (SIZE_MAX >> 1)
#endif

#endif
#endif
