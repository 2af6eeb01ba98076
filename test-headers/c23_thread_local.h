// C23's keyword for a variable of each thread.
// libclang: 18
// except: avr-unknown-none
// args: -- -std=c23

extern thread_local int of_thread;
#define another_name of_thread
