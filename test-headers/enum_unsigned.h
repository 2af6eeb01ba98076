// A value that an int cannot hold; msvc keeps int and wraps.

enum flags { NONE = 0, TOP = 0x80000000, ALL = 0xffffffffu };
enum flags combine(enum flags a);
