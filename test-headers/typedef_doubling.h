// Function pointer types that name the one before twice: the text must not double with each.

typedef void (*f0)(int);
typedef void (*f1)(f0, f0);
typedef void (*f2)(f1, f1);
typedef void (*f3)(f2, f2);
typedef void (*f4)(f3, f3);
typedef void (*f5)(f4, f4);
typedef void (*f6)(f5, f5);
typedef void (*f7)(f6, f6);
typedef void (*f8)(f7, f7);
typedef void (*f9)(f8, f8);
typedef void (*f10)(f9, f9);
typedef void (*f11)(f10, f10);
typedef void (*f12)(f11, f11);
typedef void (*f13)(f12, f12);
typedef void (*f14)(f13, f13);
typedef void (*f15)(f14, f14);
typedef void (*f16)(f15, f15);
typedef void (*f17)(f16, f16);
typedef void (*f18)(f17, f17);
void call(f18 f);
