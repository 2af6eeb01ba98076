// The header refuses.

#ifndef REQUIRED_MACRO
#error "define REQUIRED_MACRO first"
#endif
