// Handles that are void pointers behind a typedef.

typedef void *HANDLE;
typedef const void *READ_HANDLE;
typedef void nothing;
HANDLE acquire(READ_HANDLE from, nothing *p);
nothing done(const nothing *p);
typedef nothing (*finish)(nothing);
struct job { nothing *data; finish f; };
