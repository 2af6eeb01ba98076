// Macros that are another name for what is skipped itself.

static inline int twice(int x) { return x + x; }
typedef float quad __attribute__((vector_size(16)));
quad by_value(quad x);
int unknown_parameters();
static int counter;
#define twice_alias twice
#define by_value_alias by_value
#define unknown_alias unknown_parameters
#define counter_alias counter
#define builtin_alias __builtin_abs
#define call_alias(x) twice(x)
#define absent_alias struct never_declared
