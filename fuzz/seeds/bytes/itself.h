#include "a.h"
int f(void);
