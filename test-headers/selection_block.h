// What is left out: behind a pointer a blocked type is opaque, and an enumerator goes alone.
// args: --block=type:config|handle --block=function:.*_private --block=const:COLOR_COUNT|OLD_.*
#define OLD_LIMIT 1
#define LIMIT 9
enum color { COLOR_RED, COLOR_GREEN, COLOR_COUNT };
typedef struct config { int a; } config;
typedef unsigned long handle;
typedef int (*callback)(config *c, const handle *h);
struct engine { config *c; enum color color; };
config *engine_config(struct engine *e);
int engine_private(config c);
