// Enumerations without a name: constants alone, in a field, behind a variable.

enum { LIMIT = 100, HALF = LIMIT / 2 };
struct state { enum { IDLE, BUSY = 7 } mode; };
enum { LEFT, RIGHT } direction(void);
extern enum { UP, DOWN } lift;
