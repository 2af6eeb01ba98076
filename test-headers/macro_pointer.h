// Pointer constants.

typedef void (*destructor)(void *);
#define NOTHING ((void *)0)
#define STATIC_DESTRUCTOR ((destructor)0)
#define TRANSIENT_DESTRUCTOR ((destructor)-1)
#define ADDRESS ((volatile unsigned char *)0x40)
