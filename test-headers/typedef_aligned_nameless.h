// A structure without a tag has the alignment of its typedef.
// also: s390x-unknown-linux-gnu

typedef struct { long a; int b; char rest[16]; } block __attribute__((aligned(16)));
struct holds { char c; block b; };
typedef struct { char c[12]; } odd __attribute__((aligned(8)));
struct holds_odd { char c; odd o; char d; };
int use_them(block *b, odd *o);
