// What C refuses to use: a function or variable is skipped, a type stays in its place.

int gone(void) __attribute__((unavailable));
int moved(void) __attribute__((unavailable("it is\nnext() now")));
extern int variable __attribute__((unavailable("no longer")));
int never_call(void) __attribute__((error("not for use")));
typedef int type __attribute__((unavailable("use int")));
struct record { int a; int b __attribute__((unavailable)); };
enum choice { FIRST, SECOND __attribute__((unavailable("use FIRST"))) };
int later(void);
int later(void) __attribute__((unavailable));
#define ANOTHER_NAME gone
