// Names in Pyrite's style: what collides in it keeps C's own.
// args: --names=pyrite

typedef struct _Window { int nWidth; unsigned isOpen : 1, Type : 2; struct { int aB; } inPlace; } Window;
struct list { int aB, a_b; };
typedef enum { kRed, kGreen = 4 } window_color;
typedef struct gone gone_t;
typedef window_color (*onPaint)(Window *w, gone_t *);
extern int windowCount;
#define windowMax 10
#define WINDOW_MAX 11
#define WindowMin (kGreen)
Window *CreateWindow(const char *szTitle, onPaint self, int X);
int openFile(void), OpenFile(void), close_file(void);
void Print(struct list *List);
