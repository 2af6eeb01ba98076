// Alignment on types and members, by both spellings.

struct __attribute__((aligned(32))) line { int a; };
struct member { char a; _Alignas(16) int b; char c; };
struct user { char a; struct line l; struct line many[2]; };
extern _Alignas(64) char buffer[10];
