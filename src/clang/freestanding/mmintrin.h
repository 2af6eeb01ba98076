/* <mmintrin.h>: the vector types only (MMX).
 * The intrinsics are functions of one compiler version, inline and without a symbol, so that no
 * binding can name them. */
#ifndef _QUARRY_MMINTRIN_H
#define _QUARRY_MMINTRIN_H

typedef long long __m64 __attribute__((__vector_size__(8), __aligned__(8)));

#endif
