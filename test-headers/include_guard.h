// An include guard is a macro without a value.

#ifndef INCLUDE_GUARD_H
#define INCLUDE_GUARD_H
#define API
#define EXPORTED extern
EXPORTED API int guarded(void);
#endif
