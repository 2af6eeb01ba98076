/* <x86intrin.h>: the vector types only (of every x86 extension).
 * The intrinsics are functions of one compiler version, inline and without a symbol, so that no
 * binding can name them. */
#ifndef _QUARRY_X86INTRIN_H
#define _QUARRY_X86INTRIN_H

#include <immintrin.h>

#endif
