// A header that includes the same file twice, behind no guard of its own.

#include "include/sibling_once.h"
#include "include/sibling_once.h"
int uses(struct once *o);
