// Functions that take any number of arguments.

int print_to(void *stream, const char *format, ...);
void trace(int level, ...);
