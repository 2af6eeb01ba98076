/* <intrin.h>: the system's own where there is one (mingw-w64 has it); Microsoft's intrinsics have
 * no symbol to bind. */
#if __has_include_next(<intrin.h>)
#include_next <intrin.h>
#endif
