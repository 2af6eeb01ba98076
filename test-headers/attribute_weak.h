// A weak function and a weak variable.

__attribute__((weak)) int maybe_there(int x);
extern __attribute__((weak)) int maybe_value;
