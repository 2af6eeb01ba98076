#undef CHANGING
#define CHANGING 2
