#pragma clang __debug overflow_stack
int f(void);
