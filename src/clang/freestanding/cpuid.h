/* <cpuid.h>: macros over inline assembly, with no symbol to bind; nothing is declared. */
