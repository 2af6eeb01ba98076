/* <stdalign.h> (C11 7.15). Since C23 both are keywords. */
#ifndef _QUARRY_STDALIGN_H
#define _QUARRY_STDALIGN_H
#if !defined __STDC_VERSION__ || __STDC_VERSION__ < 202000L
#define alignas _Alignas
#define alignof _Alignof
#define __alignas_is_defined 1
#define __alignof_is_defined 1
#endif
#endif
