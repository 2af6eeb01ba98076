// A pointer to a variadic function.

typedef int (*printer)(void *context, const char *format, ...);
struct sink {
    int (*write)(void *context, ...);
    printer print;
};
void use(printer p);
