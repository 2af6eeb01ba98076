// The constants of <stdint.h> and its constructors.

#include <stdint.h>
#define ONE_64 UINT64_C(1)
#define SMALL INT8_C(3)
#define MOST UINT32_MAX
#define LEAST INT64_MIN
