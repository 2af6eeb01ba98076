// Results that must be used, or are never null.

int important(void) __attribute__((warn_unused_result));
char *name(void) __attribute__((returns_nonnull));
#pragma clang diagnostic ignored "-Wnullability-completeness"
char *_Nonnull text(void);
char *_Nullable nothing(void);
struct __attribute__((warn_unused_result)) outcome { int code; };
enum __attribute__((warn_unused_result)) status { FINE, BAD };
struct outcome act(enum status before);
