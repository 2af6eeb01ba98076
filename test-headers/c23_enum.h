// Underlying types of every kind, and one that is only declared.
// libclang: 18
// args: -- -std=c23

typedef unsigned long word;
enum small : unsigned char { S0, S1 = 255 };
enum later : short;
enum flag : bool { OFF, ON };
enum named : word { W0 = 7 };
enum wide : long long { LOW = -1, HIGH = 0x7fffffffffffffff };
struct holds { enum small s; enum later *l; enum flag f; enum named w; enum wide x; };
enum later give(enum later l, enum flag f);
