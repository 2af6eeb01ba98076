// Values that only the target knows.

struct s { char c; double d; };
#define LONG_SIZE sizeof(long)
#define POINTER_SIZE (sizeof(void *))
#define STRUCT_SIZE sizeof(struct s)
#define ALIGNMENT _Alignof(double)
#define OFFSET __builtin_offsetof(struct s, d)
