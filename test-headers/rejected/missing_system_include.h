// A system header that does not exist.

#include <no_such_system_header.h>
