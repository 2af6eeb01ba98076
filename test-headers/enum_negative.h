// A negative value makes the underlying type signed.

enum level { LOWEST = -2, LOW, MIDDLE, HIGH };
enum level raise_level(enum level l);
