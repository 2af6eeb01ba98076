// What each target decides: widths, signs, alignments, and the forms of va_list and enumerations.
// also: aarch64-unknown-linux-gnu thumbv7em-none-eabi s390x-unknown-linux-gnu i686-pc-windows-gnu

#include <stdarg.h>
#include <stddef.h>
long of_long(long a, unsigned long b);
char of_char(char a);
wchar_t of_wchar(wchar_t a);
int of_va_list(va_list a);
struct a_double { char c; double d; };
struct a_long_long { char c; long long l; };
struct a_long_double { long double d; };
struct a_va_list { va_list v; };
struct a_pointer { void *p; };
enum small { ZERO, FIVE = 5 };
enum wide { WIDE = 0x100000000 };
#define LONG_SIZE sizeof(long)
#define POINTER_SIZE sizeof(void *)
#define LAST_CHAR '\xff'
#define LONG_ONE 1L
