/* <stdnoreturn.h> (C11 7.23). */
#ifndef __noreturn_is_defined
#define __noreturn_is_defined 1
#define noreturn _Noreturn
#endif
