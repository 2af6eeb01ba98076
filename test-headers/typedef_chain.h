// A typedef of a typedef of a typedef.

typedef long base;
typedef base middle;
typedef middle top;
typedef const top const_top;
top climb(base b, middle m, const_top *c);
