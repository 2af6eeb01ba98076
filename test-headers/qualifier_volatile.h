// volatile and restrict.

extern volatile int device_register;
void poke(volatile unsigned *at, unsigned value);
void copy(void *restrict to, const void *restrict from, unsigned long n);
struct io { volatile unsigned char status; volatile int *ring; };
