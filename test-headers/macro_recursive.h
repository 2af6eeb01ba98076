// Macros that name themselves or each other.

#define ping pong
#define pong ping
#define loop (loop + 1)
#define ok 3
