// Hidden symbols, which only a static library can give; other visibilities.

__attribute__((visibility("default"))) int exported(void);
__attribute__((visibility("hidden"))) int hidden_function(void);
extern __attribute__((visibility("hidden"))) int hidden_variable;
#ifndef _WIN32
__attribute__((visibility("protected"))) int protected_function(void);
#endif
#pragma GCC visibility push(hidden)
int hidden_by_pragma(void);
#pragma GCC visibility pop
int plain(void);
