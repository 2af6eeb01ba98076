// Macros that are no expression, or none that is constant.

int value_now(void);
#define CALL value_now()
#define STATEMENT do { } while (0)
#define OPEN {
#define TWO_VALUES 1, 2
#define BRACES {1, 2, 3}
#define DECLARATION int x
#define ATTRIBUTE __attribute__((unused))
#define EMPTY
#define DIVISION (1 / 0)
#define UNKNOWN not_declared_anywhere
#define PRAGMA _Pragma("once")
