// Functions that macros give other symbols, as glibc and macOS do it.
// also: x86_64-apple-darwin i686-pc-windows-gnu
// args: -DLARGE_FILES

#define TEXT_OF(x) #x
#define EXPANDED(x) TEXT_OF(x)
#define SYMBOL(name) EXPANDED(__USER_LABEL_PREFIX__) name
#define REDIRECT(name, parameters, symbol) name parameters __asm__(SYMBOL(#symbol))
#define ALIAS(symbol, suffix) __asm("_" #symbol suffix)

extern int REDIRECT(scan, (const char *text, const char *format, ...), __isoc99_scan);
#ifdef LARGE_FILES
extern int REDIRECT(status, (const char *path, void *result), status64);
#endif
#ifdef __APPLE__
int lookup(const char *path) ALIAS(lookup, "$INODE64");
int choose(int n) ALIAS(choose, "$DARWIN_EXTSN");
int foreign(int n) __asm("no_prefix");
#endif
