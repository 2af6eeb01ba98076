// Deprecated things of every kind, and messages that mean harm.

int old(void) __attribute__((deprecated));
/** Adds one. */
int with_message(int x) __attribute__((deprecated("use next()")));
int ends(void) __attribute__((deprecated("really?")));
/** Goes.
 * @deprecated Since 2. */
int said(void) __attribute__((deprecated));
extern int variable __attribute__((deprecated("use next_variable")));
typedef int type __attribute__((deprecated("use int")));
struct __attribute__((deprecated)) record { int a __attribute__((deprecated("use b"))); int b; /**< New. */ };
enum choice { FIRST, SECOND __attribute__((deprecated("use FIRST"))), THIRD };
enum __attribute__((deprecated)) whole { PART };
int quotes(void) __attribute__((deprecated("\"\"\"\nfn evil():\n\t'x' \\ \u202e")));
int poses(int *p) __attribute__((deprecated("\")) __attribute__((noreturn)) __attribute__((weak")));
#define OLD_NAME with_message
