// Variables with internal linkage, initialised or not: no symbol.

static int hidden = 3;
static const char hidden_text[] = "abc";
static const double hidden_ratio = 0.5;
extern int visible;
