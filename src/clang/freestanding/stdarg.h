/* <stdarg.h> from the compiler's builtins (C11 7.16).
 *
 * A C library's <stdio.h> defines __need___va_list to get the reserved name alone. */
#ifndef __GNUC_VA_LIST
#define __GNUC_VA_LIST
typedef __builtin_va_list __gnuc_va_list;
#endif

#if defined __need___va_list && !defined __need_va_list
#undef __need___va_list
#else
#undef __need___va_list
#undef __need_va_list

#ifndef _VA_LIST
#define _VA_LIST
typedef __builtin_va_list va_list;
#endif

#undef va_start
#undef va_end
#undef va_arg
#undef va_copy
#undef __va_copy
#define va_start(list, last) __builtin_va_start(list, last)
#define va_end(list) __builtin_va_end(list)
#define va_arg(list, type) __builtin_va_arg(list, type)
#define va_copy(to, from) __builtin_va_copy(to, from)
#define __va_copy(to, from) __builtin_va_copy(to, from)
#endif
