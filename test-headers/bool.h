// _Bool and <stdbool.h>.

#include <stdbool.h>
_Bool raw(_Bool b);
bool nice(const bool *b);
struct switches { bool on, off; };
#define ENABLED true
