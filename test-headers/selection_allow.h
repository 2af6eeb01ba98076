// Only what the patterns name, and what that needs: an enumerator brings its enumeration.
// args: --allow=function:engine_(open|get) --allow=const:LIMIT_.* --allow=GREEN
#define LIMIT_LOW 1
#define LIMIT_HIGH 9
#define OTHER 3
enum color { RED, GREEN };
typedef unsigned long handle;
struct part { short a; };
struct engine { struct part first; struct engine *next; handle h; };
struct unneeded { int x; };
int engine_open(struct engine *e);
handle engine_get(void);
int engine_close(struct engine *e);
static int engine_hidden(void);
extern int engine_count;
