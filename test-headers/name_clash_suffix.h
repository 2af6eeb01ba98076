// A tag gives way to a function, and its new name to whoever has that name in C.

struct stat { int mode; };
int stat(struct stat *out);
int stat_struct(void);
union stat_union { int a; };
enum stat_enum { one };
#define one_macro 7
#define one 8
