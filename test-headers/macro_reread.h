// A file that is read twice, and in between one of its macros goes.

#include "include/reread.h"
#undef CHANGING
#define CHANGING 3
#include "include/reread.h"
#define AS_IT_STANDS (CHANGING + 1)
#undef GONE
#define GONE 1
#undef GONE
