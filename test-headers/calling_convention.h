// Conventions of 32-bit x86, where the target has them.

#if defined(__i386__)
int __attribute__((stdcall)) std_call(int a, int b);
int __attribute__((fastcall)) fast_call(int a, int b);
int __attribute__((thiscall)) this_call(int a, int b);
int __attribute__((regparm(2))) register_call(int a, int b);
typedef int (__attribute__((stdcall)) *std_callback)(int);
struct table { std_callback first; int (__attribute__((fastcall)) *second)(int); };
#endif
int cdecl_call(int a);
