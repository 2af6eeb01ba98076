/* <mm_malloc.h>: _mm_malloc and _mm_free are inline wherever they exist, so that there is no
 * symbol to bind; nothing is declared. */
