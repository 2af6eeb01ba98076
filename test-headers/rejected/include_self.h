// Includes itself without end.

#include "include_self.h"
