// Constness of the pointee, at each level.

void a(const int *p);
void b(int *const p);
void c(const int *const p);
void d(const char *const *p);
void e(char *const *p);
void f(const char **p);
const char *g(void);
