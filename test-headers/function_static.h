// Internal linkage and inline definitions have no symbol to link to.

static int internal(int x) { return x + 1; }
static inline int fast(int x) { return x * 2; }
inline int maybe(int x) { return x * 3; }
extern inline int emitted(int x) { return x * 4; }
static int declared_only(int x);
int plain(int x);
