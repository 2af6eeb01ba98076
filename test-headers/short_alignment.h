// clang aligns short on AVR, avr-gcc does not: a layout that they disagree about is in doubt.
// only: avr-unknown-none

struct mixed { char tag; short count; };
struct tail { short count; char tag; };
struct agreed { short count; char tag, other; long total; };
struct holds { struct agreed a; char c; };
struct outer { struct mixed m; };
struct flags { unsigned char a : 5; unsigned char b : 5; };
struct bits { unsigned char a : 5; unsigned char b : 3; int c : 16; };
union number { short s; char bytes[3]; };
typedef struct mixed mixed_alias;
typedef short pair[2];
struct pairs { char c; pair p; };
struct points { struct mixed *one; mixed_alias *two; struct agreed by_value; };
extern struct mixed one, many[4];
extern struct agreed fine[4];
int pass(struct mixed m, mixed_alias *p);
void take(struct agreed a, struct holds h, void (*call)(struct mixed));
