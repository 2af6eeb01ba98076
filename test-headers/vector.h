// Vector types of GCC and clang.

typedef float four __attribute__((vector_size(16)));
typedef int three __attribute__((ext_vector_type(3)));
struct lanes { char c; four f; three t; };
four blend(four a, four b);
void store(four *to, const three *from);
