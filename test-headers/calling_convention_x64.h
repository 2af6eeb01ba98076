// The other system's convention on x86-64, and conventions that Pyrite has no name for.

#if defined(__x86_64__)
int __attribute__((ms_abi)) windows_call(int a, int b);
int __attribute__((sysv_abi)) unix_call(int a, int b);
int __attribute__((vectorcall)) vector_call(double a);
int __attribute__((preserve_most)) preserving_call(int a);
#ifndef _WIN32
typedef int (__attribute__((ms_abi)) *windows_callback)(int);
#endif
#endif
int plain_call(int a);
