// volatile and restrict.

extern volatile int device_register;
void poke(volatile unsigned *at, unsigned value);
void copy(void *restrict to, const void *restrict from, unsigned long n);
struct io { volatile unsigned char status; volatile int *ring; };
typedef volatile unsigned long hardware_word;
extern volatile int *volatile device_table[4];
volatile int *device_at(int);
