// Typedefs: scalars, pointers, arrays, functions, several in one declaration.

typedef unsigned int count, *count_pointer, counts[4];
typedef const char *text;
typedef int callback(count n);
typedef callback *callback_pointer;
text name_of(count c, count_pointer p, counts all, callback_pointer f);
