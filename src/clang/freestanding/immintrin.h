/* <immintrin.h>: the vector types only (AVX, AVX-512).
 * The intrinsics are functions of one compiler version, inline and without a symbol, so that no
 * binding can name them. */
#ifndef _QUARRY_IMMINTRIN_H
#define _QUARRY_IMMINTRIN_H

#include <emmintrin.h>

typedef float __m256 __attribute__((__vector_size__(32), __aligned__(32)));
typedef double __m256d __attribute__((__vector_size__(32), __aligned__(32)));
typedef long long __m256i __attribute__((__vector_size__(32), __aligned__(32)));
typedef float __m512 __attribute__((__vector_size__(64), __aligned__(64)));
typedef double __m512d __attribute__((__vector_size__(64), __aligned__(64)));
typedef long long __m512i __attribute__((__vector_size__(64), __aligned__(64)));

#endif
