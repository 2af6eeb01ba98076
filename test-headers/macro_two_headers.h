// Two headers that define one macro differently: the last definition counts, as in C.
// args: -Iinclude

#include "first_limit.h"
#include "second_limit.h"
int use_limit(char text[LIMIT]);
