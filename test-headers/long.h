// The width of long is the target's.
// also: aarch64-unknown-linux-gnu armv7-unknown-linux-gnueabihf x86_64-pc-windows-gnu x86_64-apple-darwin wasm32-wasip1 thumbv7em-none-eabi

long plain(long a, unsigned long b);
long long longer(long long a, unsigned long long b);
struct holds { char c; long l; long long ll; };
typedef long counter;
extern unsigned long *table;
#define ONE 1L
#define BIG 1UL
#define BIGGER 1ULL
