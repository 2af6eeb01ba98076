/* <arm_neon.h>: the intrinsics are functions of one compiler version, inline and without a symbol,
 * so that no binding can name them; nothing is declared. */
