// Parameters named like types, functions and constants of the file.

struct item { int x; };
enum { COUNT = 3 };
int size(struct item *item, int size, int COUNT_);
