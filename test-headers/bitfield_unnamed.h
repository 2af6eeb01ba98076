// Structures and unions whose only members are unnamed bit-fields.

struct gap { int : 5; };
struct around { char a; int : 7; char b; };
union unnamed { unsigned : 1; };
struct zero { int : 0; };
