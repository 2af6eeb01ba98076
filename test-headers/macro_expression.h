// Expressions over literals, other macros and enumerators.

enum flag { EA = 1, EB = 2 };
#define BASE 0x100
#define SUM (BASE + 2 * 3)
#define SHIFTED (1u << 4)
#define MASK (BASE | SHIFTED)
#define BOTH (EA | EB)
#define CHOICE (BASE > 3 ? 10 : 20)
#define LOGIC (!BASE || (EA && EB))
#define COMPARED (BASE == 256)
#define COMPLEMENT (~BASE & 0xfff)
#define REMAINDER (-7 % 3)
#define QUOTIENT (-7 / 2)
#define ARITHMETIC_SHIFT (-8 >> 1)
#define MIXED_SIGN (-1 + 0u)
