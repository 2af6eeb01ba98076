// size_t, ptrdiff_t, ssize_t, intptr_t, uintptr_t, wchar_t.

#include <stddef.h>
#include <stdint.h>
typedef __PTRDIFF_TYPE__ ssize_t;
size_t length(const char *s);
ssize_t receive(void *into, size_t n);
ptrdiff_t distance(const char *a, const char *b);
intptr_t as_integer(void *p, uintptr_t mask);
wchar_t widen(wchar_t c, const wchar_t *text);
struct span { char *start; size_t length; };
