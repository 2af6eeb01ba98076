// One packed member in an ordinary structure.

struct partly { char a; int b __attribute__((packed)); int c; };
