// Pointers to functions whose type has a name: in every place, through other names, never null,
// and where Pyrite cannot say the function.

typedef int F(int x);
typedef F *FP;
typedef F G;
typedef const FP CFP;
typedef F *FA[2];

void use_all(F *a, F b, F *const c, G *d, FP e, CFP f, F **g, F *h[2], FA i);
#pragma clang diagnostic ignored "-Wnullability-completeness"
F *_Nonnull never_null(F *_Nonnull a, F *_Nullable b);
F declared;
extern F *variable, *const constant, *table[3];
extern FA named_table;

struct callbacks {
    F *f;
    G *g[2];
    FP p;
    F **pp;
};

typedef struct node node;
typedef void visit(node *, node);
struct node {
    visit *v;
    node *next;
};

typedef int unspecified();
typedef unspecified *unspecified_pointer;
typedef unspecified other_unspecified;
typedef void wide(_Complex double);
typedef int variadic(const char *, ...);
void take_unsaid(unspecified *a, unspecified b, other_unspecified *c, wide **d, variadic *e);
unspecified_pointer return_unsaid(void);
