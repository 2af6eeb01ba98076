// Typedefs that `--expand` names: what they stand for is written in place of their names.
// args: --expand=__.*
typedef long __off;
typedef __off __off_again;
typedef __off_again off;
typedef unsigned char __id[16];
typedef struct __pair { __off a; __id b; } __pair;
typedef __pair *__pair_pointer;
typedef enum __kind { __KIND_A, __KIND_B } __kind;
typedef char __text;
typedef volatile int __changes;
typedef int __aligned __attribute__((aligned(16)));
typedef void __nothing;
typedef void (*__callback)(__off, __pair_pointer);
typedef __callback *__callbacks;
#define LIMIT ((__off_again)9)
struct all { __off o; __id id; __pair_pointer p; __kind kind; __off bits : 9; __callbacks c; };
extern __id current;
off seek(__off by, __pair pair, const __text *name, __nothing *rest, __callback done);
int touch(__changes *when, __aligned *where);
