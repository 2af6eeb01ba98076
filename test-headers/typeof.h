// __typeof__ and _Static_assert.

extern int original;
__typeof__(original) copy_of(__typeof__(&original) p);
_Static_assert(sizeof(char) == 1, "one byte");
typedef __typeof__(sizeof(0)) my_size;
