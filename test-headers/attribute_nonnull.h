// Nullability, as clang writes it.

#pragma clang diagnostic ignored "-Wnullability-completeness"
int strict(int *_Nonnull p, int *_Nullable q);
void call(void (*_Nonnull must)(int), void (*_Nullable may)(int));
struct callbacks { int (*_Nonnull open)(void); int (*close)(void); };
