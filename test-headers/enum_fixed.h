// An underlying type that the header fixes (clang's extension, C23).

enum tiny : unsigned char { T0, T1 = 255 };
enum word : short { W0 = -1 };
enum wide : unsigned long long { W1 = 0xffffffffffffffffULL };
struct holds { enum tiny t; enum word w; enum wide u; };
