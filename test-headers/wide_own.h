// A wchar_t that a header defines by itself, other than the compiler's.
#ifdef _WIN32
typedef unsigned int wchar_t;
#else
typedef unsigned short wchar_t;
#endif
int put(wchar_t c);
