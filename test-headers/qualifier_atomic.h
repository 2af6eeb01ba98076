// _Atomic objects with the layout of their type, and one that has another.

struct three { char bytes[3]; };
extern _Atomic int ticks;
struct counters { _Atomic unsigned char small; _Atomic(int *) pointer; };
struct odd { _Atomic(struct three) padded; };
void bump(_Atomic int *counter);
extern _Atomic unsigned char *flags;
typedef _Atomic long atomic_count;
struct rings { _Atomic int *behind; volatile _Atomic short both; };
