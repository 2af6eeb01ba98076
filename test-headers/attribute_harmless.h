// What says nothing to a caller in another language.

int pure(int x) __attribute__((pure));
int constant(int x) __attribute__((const));
void *allocate(unsigned long n) __attribute__((malloc, alloc_size(1), assume_aligned(16)));
int rare(void) __attribute__((cold, nothrow, leaf, noinline));
int often(void) __attribute__((hot, used));
void first(void) __attribute__((constructor));
void last(void) __attribute__((destructor));
extern int placed __attribute__((aligned(4), unused));
int noted(void) __attribute__((annotate("weak")));
#ifdef __linux__
int in_section(void) __attribute__((section("((weak))")));
int also_named(void) __attribute__((alias("pure")));
int chosen(void) __attribute__((ifunc("choose")));
void *choose(void) __attribute__((target("sse2")));
#endif
void swap(int *restrict a, int *restrict b, const int n, register int r);
