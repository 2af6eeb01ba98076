// An #if without #endif.

#if 1
int inside(void);
