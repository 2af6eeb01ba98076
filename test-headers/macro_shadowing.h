// Macros with the names of declarations: the macro wins over nothing, it is the same name.

int count(void);
#define count count
enum { SHADE = 5 };
#define SHADE SHADE
extern int errno_value;
#define errno_value (*(&errno_value))
