// Macros that mention what other macros declare: a declaration's name need not stand in the text.
#define DECLARE(name) typedef short name##_t; enum { name##_ONE = 1 }; int name##_call(void)
DECLARE(made);
#define MADE_SIZE sizeof(made_t)
#define MADE_CAST ((made_t)-1)
#define MADE_ONE made_ONE
#define made_again made_call
#define written other
int written(void);
#define written_again other
#undef gone
#define gone late
long gone;
#undef gone
#define gone_again late
typedef int spl\
iced;
#define SPLICED ((spliced)2)
