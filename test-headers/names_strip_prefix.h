// Names without their prefix: what would be no name, a reserved one, or another's keeps it.
// args: --strip-prefix=lib_ --strip-prefix=LIB_ --strip-prefix=lib_x_

struct lib_handle { int lib_field; };
typedef struct lib_handle *lib_ref;
int lib_open(struct lib_handle *lib_parameter);
int lib_x_close(void);
int lib_close(void);
int lib_print(void);
int lib_(void);
int lib_taken(void), taken(void);
extern int lib_count;
#define LIB_MAX 3
#define LIB_2D 4
enum lib_mode { LIB_MODE_A };
