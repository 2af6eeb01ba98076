/* <tgmath.h> by `_Generic` (C11 7.22): an integer counts as `double`, and of several arguments the
 * usual arithmetic conversions decide. */
#ifndef _QUARRY_TGMATH_H
#define _QUARRY_TGMATH_H

#include <complex.h>
#include <math.h>

/* Of the type that an argument counts as. */
#define __quarry_tg(x)                                                                             \
    _Generic((x), float: 0.0F, long double: 0.0L, float _Complex: (float _Complex)0,               \
        double _Complex: (double _Complex)0, long double _Complex: (long double _Complex)0,        \
        default: 0.0)

/* The function for the type of `t`: of real arguments; of any; of complex ones, which real ones
 * become. */
#define __quarry_tg_real(t, r) _Generic((t), float: r##f, long double: r##l, default: r)
#define __quarry_tg_any(t, r, c)                                                                   \
    _Generic((t), float: r##f, long double: r##l, float _Complex: c##f, double _Complex: c,        \
        long double _Complex: c##l, default: r)
#define __quarry_tg_complex(t, c)                                                                  \
    _Generic((t), float: c##f, float _Complex: c##f, long double: c##l,                            \
        long double _Complex: c##l, default: c)

#define acos(x) __quarry_tg_any(__quarry_tg(x), acos, cacos)(x)
#define asin(x) __quarry_tg_any(__quarry_tg(x), asin, casin)(x)
#define atan(x) __quarry_tg_any(__quarry_tg(x), atan, catan)(x)
#define acosh(x) __quarry_tg_any(__quarry_tg(x), acosh, cacosh)(x)
#define asinh(x) __quarry_tg_any(__quarry_tg(x), asinh, casinh)(x)
#define atanh(x) __quarry_tg_any(__quarry_tg(x), atanh, catanh)(x)
#define cos(x) __quarry_tg_any(__quarry_tg(x), cos, ccos)(x)
#define sin(x) __quarry_tg_any(__quarry_tg(x), sin, csin)(x)
#define tan(x) __quarry_tg_any(__quarry_tg(x), tan, ctan)(x)
#define cosh(x) __quarry_tg_any(__quarry_tg(x), cosh, ccosh)(x)
#define sinh(x) __quarry_tg_any(__quarry_tg(x), sinh, csinh)(x)
#define tanh(x) __quarry_tg_any(__quarry_tg(x), tanh, ctanh)(x)
#define exp(x) __quarry_tg_any(__quarry_tg(x), exp, cexp)(x)
#define log(x) __quarry_tg_any(__quarry_tg(x), log, clog)(x)
#define sqrt(x) __quarry_tg_any(__quarry_tg(x), sqrt, csqrt)(x)
#define fabs(x) __quarry_tg_any(__quarry_tg(x), fabs, cabs)(x)
#define pow(x, y) __quarry_tg_any(__quarry_tg(x) + __quarry_tg(y), pow, cpow)(x, y)

#define atan2(x, y) __quarry_tg_real(__quarry_tg(x) + __quarry_tg(y), atan2)(x, y)
#define cbrt(x) __quarry_tg_real(__quarry_tg(x), cbrt)(x)
#define ceil(x) __quarry_tg_real(__quarry_tg(x), ceil)(x)
#define copysign(x, y) __quarry_tg_real(__quarry_tg(x) + __quarry_tg(y), copysign)(x, y)
#define erf(x) __quarry_tg_real(__quarry_tg(x), erf)(x)
#define erfc(x) __quarry_tg_real(__quarry_tg(x), erfc)(x)
#define exp2(x) __quarry_tg_real(__quarry_tg(x), exp2)(x)
#define expm1(x) __quarry_tg_real(__quarry_tg(x), expm1)(x)
#define fdim(x, y) __quarry_tg_real(__quarry_tg(x) + __quarry_tg(y), fdim)(x, y)
#define floor(x) __quarry_tg_real(__quarry_tg(x), floor)(x)
#define fma(x, y, z)                                                                               \
    __quarry_tg_real(__quarry_tg(x) + __quarry_tg(y) + __quarry_tg(z), fma)(x, y, z)
#define fmax(x, y) __quarry_tg_real(__quarry_tg(x) + __quarry_tg(y), fmax)(x, y)
#define fmin(x, y) __quarry_tg_real(__quarry_tg(x) + __quarry_tg(y), fmin)(x, y)
#define fmod(x, y) __quarry_tg_real(__quarry_tg(x) + __quarry_tg(y), fmod)(x, y)
#define frexp(x, p) __quarry_tg_real(__quarry_tg(x), frexp)(x, p)
#define hypot(x, y) __quarry_tg_real(__quarry_tg(x) + __quarry_tg(y), hypot)(x, y)
#define ilogb(x) __quarry_tg_real(__quarry_tg(x), ilogb)(x)
#define ldexp(x, n) __quarry_tg_real(__quarry_tg(x), ldexp)(x, n)
#define lgamma(x) __quarry_tg_real(__quarry_tg(x), lgamma)(x)
#define llrint(x) __quarry_tg_real(__quarry_tg(x), llrint)(x)
#define llround(x) __quarry_tg_real(__quarry_tg(x), llround)(x)
#define log10(x) __quarry_tg_real(__quarry_tg(x), log10)(x)
#define log1p(x) __quarry_tg_real(__quarry_tg(x), log1p)(x)
#define log2(x) __quarry_tg_real(__quarry_tg(x), log2)(x)
#define logb(x) __quarry_tg_real(__quarry_tg(x), logb)(x)
#define lrint(x) __quarry_tg_real(__quarry_tg(x), lrint)(x)
#define lround(x) __quarry_tg_real(__quarry_tg(x), lround)(x)
#define nearbyint(x) __quarry_tg_real(__quarry_tg(x), nearbyint)(x)
#define nextafter(x, y) __quarry_tg_real(__quarry_tg(x) + __quarry_tg(y), nextafter)(x, y)
#define nexttoward(x, y) __quarry_tg_real(__quarry_tg(x), nexttoward)(x, y)
#define remainder(x, y) __quarry_tg_real(__quarry_tg(x) + __quarry_tg(y), remainder)(x, y)
#define remquo(x, y, p) __quarry_tg_real(__quarry_tg(x) + __quarry_tg(y), remquo)(x, y, p)
#define rint(x) __quarry_tg_real(__quarry_tg(x), rint)(x)
#define round(x) __quarry_tg_real(__quarry_tg(x), round)(x)
#define scalbln(x, n) __quarry_tg_real(__quarry_tg(x), scalbln)(x, n)
#define scalbn(x, n) __quarry_tg_real(__quarry_tg(x), scalbn)(x, n)
#define tgamma(x) __quarry_tg_real(__quarry_tg(x), tgamma)(x)
#define trunc(x) __quarry_tg_real(__quarry_tg(x), trunc)(x)

#define carg(x) __quarry_tg_complex(__quarry_tg(x), carg)(x)
#define cimag(x) __quarry_tg_complex(__quarry_tg(x), cimag)(x)
#define conj(x) __quarry_tg_complex(__quarry_tg(x), conj)(x)
#define cproj(x) __quarry_tg_complex(__quarry_tg(x), cproj)(x)
#define creal(x) __quarry_tg_complex(__quarry_tg(x), creal)(x)

#endif
