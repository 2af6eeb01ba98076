// Function pointers: parameter, typedef, field, array of, returned, to a pointer.

void sort(void *base, unsigned long n, int (*compare)(const void *, const void *));
typedef void (*handler)(int signal_number, void *data);
handler install(int signal_number, handler replacement);
struct table {
    int (*open)(const char *path, int flags);
    void (*hooks[3])(void);
    handler on_error;
    handler **indirect;
};
void (*chooser(int which))(int);
int (*(*nested(void))(int))(double);
