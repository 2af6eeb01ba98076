// A macro of this header that another one defines anew: it stays, with the value it has at the end.
#define false 7
#include <stdbool.h>
