// Macros with unusual expressions, and with what only looks like one.

struct point { char tag; int x, y; };
enum color { RED, GREEN = 5 };
typedef unsigned short port;
#define COMPOUND ((struct point){ 1, 2, 3 })
#define COMPOUND_NUMBER ((int){ 5 })
#define STATEMENT ({ int a = 1; a; })
#define JOINED L"a" "b"
#define PREFIXED u"a" U8
#define CHAR16 u'a'
#define CHAR32 U'\U0001F600'
#define HEXADECIMAL 0x1.8p3f
#define BINARY 0b101UL
#define GENERIC _Generic(1u, unsigned: 7, default: 8)
#define SIZE sizeof(struct point[3])
#define OFFSET __builtin_offsetof(struct point, y)
#define ALIGNMENT _Alignof(struct point)
#define CAST_ENUM ((enum color)5)
#define CAST_PORT ((port)-1)
#define CAST_BOOL ((_Bool)0.5)
#define CHOICE (sizeof(long) > 4 ? 1 : 2U)
#define COMMA (1, 2L)
#define CHAIN (1 < 2 == 1)
#define IMAGINARY 2.0i
#define MICROSOFT 5i64
#define MICROSOFT_UNSIGNED 5ui64
#define EMPTY_CHOICE (0 ?: 9)
#define CALL __builtin_popcount(255)
#define ADDRESS_OF_TEXT (&"text"[1])
