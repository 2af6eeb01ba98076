// A header that does not exist.

#include "no/such/header.h"
int after(void);
