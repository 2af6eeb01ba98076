// Macros that are another name: of a function, a type, a variable, a constant.

int real_function(int x);
extern int real_variable;
extern const char real_text[4];
enum { REAL_CONSTANT = 4 };
struct real_struct { int a; };
typedef void (*real_callback)(struct real_struct *);
#define function_alias real_function
#define second_alias function_alias
#define variable_alias real_variable
#define text_alias (real_text)
#define let_alias real_text
#define constant_alias REAL_CONSTANT
#define type_alias int
#define long_alias unsigned long
#define struct_alias struct real_struct
#define callback_alias real_callback
#define pointer_alias const volatile struct real_struct *const *
#define string_alias const char *
#define char_alias char
#define void_alias void
#define keyword_alias const
#define array_alias int[4]
#define wide_alias long double
#define self_alias self_alias
