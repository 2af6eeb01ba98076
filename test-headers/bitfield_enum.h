// Bit-fields of enumeration type.

enum sign { MINUS = -1, ZERO, PLUS };
enum shade { DARK, LIGHT };
struct holds { enum sign s : 3; enum shade t : 1; };
