/* <xmmintrin.h>: the vector types only (SSE).
 * The intrinsics are functions of one compiler version, inline and without a symbol, so that no
 * binding can name them. */
#ifndef _QUARRY_XMMINTRIN_H
#define _QUARRY_XMMINTRIN_H

#include <mmintrin.h>

typedef float __m128 __attribute__((__vector_size__(16), __aligned__(16)));

#endif
