// Global function pointers.

extern void (*on_exit_hook)(int code);
extern int (*const operations[4])(int, int);
