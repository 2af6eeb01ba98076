// Macros of the compiler and of the command line are no part of the module.

#define TARGET_LONG __SIZEOF_LONG__
#define COUNTER_LINE __LINE__
#define COMPILER_IS_CLANG __clang__
