/* What the C libraries are asked for. Every header of the set is read behind this one. */

#if defined(__linux__)
/* All that the library has, and one width of file offsets and times on all machines. */
#define _GNU_SOURCE 1
#define _FILE_OFFSET_BITS 64
#define _TIME_BITS 64
/* wchar.h of glibc has a second word for it. */
#define __FILE FILE

#elif defined(_WIN32)
/* The runtime's own printf and scanf, under their own names. */
#define __USE_MINGW_ANSI_STDIO 0

#elif defined(__wasi__)
/* What these libraries of WASI's emulate: link with -lwasi-emulated-getpid and so on. */
#define _WASI_EMULATED_GETPID 1
#define _WASI_EMULATED_MMAN 1
#define _WASI_EMULATED_PROCESS_CLOCKS 1
#define _WASI_EMULATED_SIGNAL 1

#elif defined(__APPLE__)
/* isalpha and the like as functions of the library: they are inline otherwise. */
#define _DONT_USE_CTYPE_INLINE_ 1
#if defined(__x86_64__) && __clang_major__ < 15
/* clang has it from version 15 on. Only private functions of math.h have this type. */
#define _Float16 float
#endif
#endif
