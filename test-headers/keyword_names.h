// Names that are Pyrite's own words.

struct match { int type; int self; int in; int u32; };
int let(int fn, int var, int pub, int None);
void print(const char *str, struct match *String);
extern int import;
enum trait { True, impl, dyn };
typedef int usize;
#define pass 1
usize main_(usize try, usize with);
