// Which inline functions have a symbol (C11 6.7.4p7), and gcc's own older rule.

static inline int internal(int x) { return x; }
inline int no_definition(int x) { return x; }
inline int defined_here(int x) { return x; }
extern int defined_here(int x);
extern inline int external(int x) { return x; }
extern inline __attribute__((gnu_inline)) int only_inlined(int x) { return x; }
inline __attribute__((gnu_inline)) int gnu_defined(int x) { return x; }
static inline __attribute__((always_inline)) int forced(int x) { return x; }
__inline int spelled(int x);
int plain(int x);
