#include <math.h>
#include <stdio.h>
#include <string.h>

static void d(const char *name, double value) {
    unsigned long long bits;
    memcpy(&bits, &value, sizeof bits);
    printf("%s %016llx\n", name, bits);
}

static void f(const char *name, float value) {
    unsigned bits;
    memcpy(&bits, &value, sizeof bits);
    printf("%s %08x\n", name, bits);
}

int main(void) {
    int exponent;
    double whole, results[] = {0.5, -1.75, 1e10, 3.25};
    for (int i = 0; i < 4; i++) {
        double x = results[i];
        d("cos", cos(x));
        d("cbrt", cbrt(x));
        d("exp", exp(-x * x));
        d("pow", pow(fabs(x), 1.5));
        d("atan2", atan2(x, 2));
        d("fma", fma(x, x, x));
        f("sinf", sinf(x));
        f("hypotf", hypotf(x, 2.5f));
        f("nextafterf", nextafterf(x, 9));
        d("frexp", frexp(x, &exponent));
        d("modf", modf(x, &whole));
        d("whole", whole);
        d("ldexp", ldexp(x, -3));
        d("remquo", remquo(x, 0.75, &exponent));
        printf("exponent %d %ld %lld %d\n", exponent, lrint(x), llroundf(x), ilogb(x));
    }
    d("M_PI", M_PI);
    d("lgamma", lgamma(-0.5));
    printf("signgam %d\n", signgam);
    d("nan", nan("5"));
    return 0;
}
