// Nullability, as clang writes it and as gcc does.

#pragma clang diagnostic ignored "-Wnullability-completeness"
int strict(int *_Nonnull p, int *_Nullable q);
void call(void (*_Nonnull must)(int), void (*_Nullable may)(int));
struct callbacks { int (*_Nonnull open)(void); int (*close)(void); char *_Nullable text; };
extern char *_Nonnull variable;
typedef int *_Nonnull never;
never by_typedef(never p);
void copy(void *to, const void *from, unsigned long size) __attribute__((nonnull));
void some(int *a, int b, int *c, int *d) __attribute__((nonnull(1, 3), nonnull(4)));
void only(int *a __attribute__((nonnull)), int *b);
void unnamed(int *, int *) __attribute__((nonnull(2)));
typedef int *pointer;
void hidden_pointer(pointer a, pointer b) __attribute__((nonnull));
void taken(void (*call)(int *) __attribute__((nonnull)));
