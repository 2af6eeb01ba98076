// va_list as a parameter: a pointer on some targets, an aggregate on others.
// also: aarch64-unknown-linux-gnu aarch64-apple-darwin aarch64-pc-windows-msvc armv7-unknown-linux-gnueabihf

#include <stdarg.h>
int vlog(const char *format, va_list arguments);
int vlog_pointer(const char *format, va_list *arguments);
typedef int (*vlogger)(void *context, const char *format, va_list arguments);
struct holds { va_list saved; };
