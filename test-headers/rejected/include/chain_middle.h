// Included by include_chain.h.

#include "chain_end.h"
