#pragma clang __debug crash
int f(void);
