int f(void) __asm__("a\nb\"\"\"‮x");
int $a$b(void);
#line 7 "evil\n\"\"\".h"
int g(void);
