// `$` in names: `_`, or its code point where that is taken.

int open$NOCANCEL(const char *path);
int a$b(int x$y, int x_y);
int a_b(void);
struct s$t { int m$n, m_n, $; };
extern int $;
#define c$d 1
