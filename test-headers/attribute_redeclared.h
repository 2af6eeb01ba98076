// What later declarations add.

int later(int *p);
int later(int *p) __attribute__((nonnull, warn_unused_result));
int later(int *p) __attribute__((deprecated("use sooner")));
extern int variable;
extern int variable __attribute__((deprecated, weak));
void twice(const char *a, ...) __attribute__((format(printf, 1, 2)));
void twice(const char *b, ...) __attribute__((format(printf, 1, 2)));
