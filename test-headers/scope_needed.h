// What an included system header brings, only as far as it is needed.

#include <stddef.h>
#include <stdint.h>
struct uses { size_t n; uint16_t port; };
