// A thread-local variable needs an access model that Pyrite cannot say.

#ifndef __AVR__
extern _Thread_local int per_thread;
extern __thread int per_thread_gnu;
#endif
extern int shared;
