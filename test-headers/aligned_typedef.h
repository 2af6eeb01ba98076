// A typedef that carries alignment: by value, pointer, array, field.

typedef int aligned_int __attribute__((aligned(16)));
struct field { char c; aligned_int a; };
void pass(aligned_int *p, aligned_int by_value);
extern aligned_int global;
