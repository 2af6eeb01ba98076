/* <wmmintrin.h>: the vector types only (of SSE2, on which it builds).
 * The intrinsics are functions of one compiler version, inline and without a symbol, so that no
 * binding can name them. */
#ifndef _QUARRY_WMMINTRIN_H
#define _QUARRY_WMMINTRIN_H

#include <emmintrin.h>

#endif
