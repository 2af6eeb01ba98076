// A path name of a nested type that another type has already.

struct outer_inner { int taken; };
struct outer { struct { int a; } inner; union { int b; }; };
struct outer_anon0 { int taken_too; };
