// A declaration whose parameters have other names, or none, on other targets: it is still one.
#if defined(_WIN32)
/** Reads from `_Stream`. */
__attribute__((nonnull(1))) int read_some(void *_Stream, volatile int *_Left);
int only_windows(int _Value);
#elif defined(__s390x__)
__attribute__((nonnull(1))) int read_some(void *, volatile int *);
#else
/** Reads from `stream`. */
__attribute__((nonnull(1))) int read_some(void *stream, volatile int *left);
#endif
