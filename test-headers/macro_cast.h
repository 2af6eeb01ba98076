// Casts: the value and the type change.

typedef unsigned short word;
typedef long long offset;
enum mode { M_ONE = 1 };
#define U16 ((unsigned short)0xffff)
#define TRUNCATED ((unsigned char)0x1ff)
#define SIGNED ((signed char)200)
#define AS_WORD ((word)7)
#define AS_OFFSET ((offset)-1)
#define AS_ENUM ((enum mode)1)
#define FROM_FLOAT ((int)3.9)
#define TO_DOUBLE ((double)1)
#define AS_BOOL ((_Bool)5)
