#if defined(A) /*
#define B(x) #x
typedef struct s { int a : 3, b[2]; union {