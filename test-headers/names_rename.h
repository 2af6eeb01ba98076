// Single names as the user gives them; all that refers to them follows.
// args: --rename=get=fetch --rename=type:item=entry --rename=const:ITEM=SIZE --rename=outer_part=part --rename=b=c --rename=c=b

struct item { int size; };
int item(void);
struct outer { struct item items[2]; struct { int x; } part; };
#define ITEM 4
struct item *get(struct outer *from);
extern struct item b, c;
