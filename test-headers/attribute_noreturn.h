// Functions that do not return, in all spellings.

_Noreturn void stop(void);
__attribute__((noreturn)) void halt(int code);
/** Ends it all. */
void finish(void) __attribute__((__noreturn__));
__attribute__((noreturn)) int with_result(void);
typedef void ending(int) __attribute__((noreturn));
ending by_typedef;
void accept(void (*callback)(void) __attribute__((noreturn)));
#ifdef _MSC_VER
__declspec(noreturn) void windows(void);
#endif
void returns(int noreturn);
