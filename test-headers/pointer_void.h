// void pointers, const and not, more than one level.

void *allocate(unsigned long size);
void release(const void *p);
void swap(void **a, const void **b);
struct user { void *data; const void *read_only; };
