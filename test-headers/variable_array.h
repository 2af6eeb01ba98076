// Global arrays: known and unknown length, const elements.

extern int primes[10];
extern const char version[];
extern const char *const names[];
extern unsigned char bits[2][4];
