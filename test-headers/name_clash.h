// A tag, a function, an enumeration and a macro that share names (C has several name spaces).

struct stat { int st_mode; };
int stat(const char *path, struct stat *buffer);
struct value { int v; };
typedef int value_t;
extern int value;
enum status { status_ok };
int status(void);
#define status 1
int status_codes(struct stat *all);
