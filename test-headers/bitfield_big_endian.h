// Bit order follows the target's byte order.
// also: s390x-unknown-linux-gnu

struct order { unsigned first : 1; unsigned second : 7; unsigned long third : 24; };
