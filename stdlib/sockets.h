/* For sys/socket.h, behind feature-macros.h. glibc declares bind and the like with a union of
   pointers where the compiler knows GNU's transparent unions, and with the pointer that is passed
   in any case where it does not. */

#if defined(__linux__)
#include <features.h>
#undef __GNUC_PREREQ
#define __GNUC_PREREQ(major, minor) 0
#endif
