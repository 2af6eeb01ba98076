// Macros whose value hangs on the place or the time: no constant says it.

#define HERE __FILE__
#define LINE_HERE __LINE__
#define NEXT_LINE (__LINE__ + 1)
#define TODAY __DATE__
#define NOW __TIME__ " o'clock"
#define COUNTER __COUNTER__
#define STAMP __TIMESTAMP__
#define DEPTH __INCLUDE_LEVEL__
#define ROOT __BASE_FILE__
#define NAME __FILE_NAME__
#define FUNCTION __func__
