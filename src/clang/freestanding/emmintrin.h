/* <emmintrin.h>: the vector types only (SSE2).
 * The intrinsics are functions of one compiler version, inline and without a symbol, so that no
 * binding can name them. */
#ifndef _QUARRY_EMMINTRIN_H
#define _QUARRY_EMMINTRIN_H

#include <xmmintrin.h>

typedef double __m128d __attribute__((__vector_size__(16), __aligned__(16)));
typedef long long __m128i __attribute__((__vector_size__(16), __aligned__(16)));

#endif
