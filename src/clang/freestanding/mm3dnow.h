/* <mm3dnow.h>: the vector types only (of MMX, on which it builds).
 * The intrinsics are functions of one compiler version, inline and without a symbol, so that no
 * binding can name them. */
#ifndef _QUARRY_MM3DNOW_H
#define _QUARRY_MM3DNOW_H

#include <mmintrin.h>

#endif
