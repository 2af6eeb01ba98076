// Formats of arguments, and null pointers at the end of them.

int say(int level, const char *format, ...) __attribute__((format(printf, 2, 3)));
int say_list(const char *format, __builtin_va_list arguments) __attribute__((__format__(__printf__, 1, 0)));
int hear(const char *, ...) __attribute__((format(scanf, 1, 2)));
unsigned long when(char *text, unsigned long size, const char *format) __attribute__((format(strftime, 3, 0)));
char *translate(const char *text) __attribute__((format_arg(1)));
void all(const char *first, ...) __attribute__((sentinel));
void run(const char *path, ...) __attribute__((sentinel(1)));
void far(const char *path, ...) __attribute__((sentinel(2)));
