/* <stdbool.h> (C11 7.18). Since C23 `bool` is a keyword. */
#ifndef __bool_true_false_are_defined
#define __bool_true_false_are_defined 1
#if !defined __STDC_VERSION__ || __STDC_VERSION__ < 202000L
#define bool _Bool
#define true 1
#define false 0
#endif
#endif
