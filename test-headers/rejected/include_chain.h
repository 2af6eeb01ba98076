// The error is two includes away.

#include "include/chain_middle.h"
