// A header of the same folder belongs to the module.

#include "include/sibling.h"
int uses_sibling(struct sibling *s);
