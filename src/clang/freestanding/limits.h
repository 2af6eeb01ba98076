/* <limits.h>: what the C library adds (PATH_MAX, …) and then the integer limits from the
 * compiler's predefined macros (C11 5.2.4.2.1), which are right for every target.
 *
 * GNU's library includes the next <limits.h> itself unless _GCC_LIMITS_H_ says that this is
 * where it came from. */
#ifndef _GCC_LIMITS_H_
#define _GCC_LIMITS_H_
#endif

#if __STDC_HOSTED__ && __has_include_next(<limits.h>)
#include_next <limits.h>
#endif

#ifndef _QUARRY_LIMITS_H
#define _QUARRY_LIMITS_H

#undef CHAR_BIT
#define CHAR_BIT __CHAR_BIT__
#ifndef MB_LEN_MAX
#define MB_LEN_MAX 1
#endif

#undef SCHAR_MAX
#undef SCHAR_MIN
#undef UCHAR_MAX
#define SCHAR_MAX __SCHAR_MAX__
#define SCHAR_MIN (-__SCHAR_MAX__ - 1)
/* unsigned char promotes to int, but for a machine whose char is as wide as its int. */
#if __SCHAR_MAX__ == __INT_MAX__
#define UCHAR_MAX (__SCHAR_MAX__ * 2U + 1U)
#else
#define UCHAR_MAX (__SCHAR_MAX__ * 2 + 1)
#endif

#undef CHAR_MAX
#undef CHAR_MIN
#ifdef __CHAR_UNSIGNED__
#define CHAR_MAX UCHAR_MAX
#define CHAR_MIN 0
#else
#define CHAR_MAX SCHAR_MAX
#define CHAR_MIN SCHAR_MIN
#endif

#undef SHRT_MAX
#undef SHRT_MIN
#undef USHRT_MAX
#define SHRT_MAX __SHRT_MAX__
#define SHRT_MIN (-__SHRT_MAX__ - 1)
/* unsigned short promotes to int unless it is as wide as int, as on AVR. */
#if __SHRT_MAX__ < __INT_MAX__
#define USHRT_MAX (__SHRT_MAX__ * 2 + 1)
#else
#define USHRT_MAX (__SHRT_MAX__ * 2U + 1U)
#endif

#undef INT_MAX
#undef INT_MIN
#undef UINT_MAX
#define INT_MAX __INT_MAX__
#define INT_MIN (-__INT_MAX__ - 1)
#define UINT_MAX (__INT_MAX__ * 2U + 1U)

#undef LONG_MAX
#undef LONG_MIN
#undef ULONG_MAX
#define LONG_MAX __LONG_MAX__
#define LONG_MIN (-__LONG_MAX__ - 1L)
#define ULONG_MAX (__LONG_MAX__ * 2UL + 1UL)

#undef LLONG_MAX
#undef LLONG_MIN
#undef ULLONG_MAX
#define LLONG_MAX __LONG_LONG_MAX__
#define LLONG_MIN (-__LONG_LONG_MAX__ - 1LL)
#define ULLONG_MAX (__LONG_LONG_MAX__ * 2ULL + 1ULL)

/* GNU's older names for the same. */
#if !defined __STRICT_ANSI__
#undef LONG_LONG_MAX
#undef LONG_LONG_MIN
#undef ULONG_LONG_MAX
#define LONG_LONG_MAX LLONG_MAX
#define LONG_LONG_MIN LLONG_MIN
#define ULONG_LONG_MAX ULLONG_MAX
#endif

#endif
