// Macros of a header that is read twice: what counts is the end of the translation unit.
#include "include/repeated.h"
#define BETWEEN 6
#define BETWEEN_KEPT 7
#include "include/repeated.h"
