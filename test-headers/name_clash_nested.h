// Types without a name, five deep: each is called after its place.

struct outer {
    struct {
        union {
            struct {
                struct { int deepest; } d;
                enum { red, green } color;
            } c[2];
            int word;
        };
    } a;
    struct { int x; };
    struct { int y; };
};
int outer_a(void);
#define outer_anon1 1
struct { int z; } lone;
