// Libraries to link: above each symbol.
// args: --link=first --link=second --link=first

struct s { int a; };
int f(struct s *s);
int renamed(void) __asm__("other");
extern int v;
#define N 1
