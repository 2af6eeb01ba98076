// va_list under other names.

typedef __builtin_va_list my_list;
typedef my_list other_list;
int walk(my_list a, other_list b);
