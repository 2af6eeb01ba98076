// Macros that are another name: of a function, a type, a variable, a constant.

int real_function(int x);
extern int real_variable;
enum { REAL_CONSTANT = 4 };
struct real_struct { int a; };
#define function_alias real_function
#define variable_alias real_variable
#define constant_alias REAL_CONSTANT
#define type_alias int
#define struct_alias struct real_struct
#define keyword_alias const
#define self_alias self_alias
