/* Functions whose result is a pointer to a function: the names of parameters are their own. */
int (*handler(int signal, int flags))(int code);
int (*(*maker(const char *name))(int depth))(int code);
int (**table(int kind))(int code);
int (*row(int index, int count))[3];
void (*plain(void))(int code);
