// Macros with parameters are not constants; one that uses them may be.

#define MAXIMUM(a, b) ((a) > (b) ? (a) : (b))
#define VERSION(major, minor) ((major) * 100 + (minor))
#define CURRENT VERSION(3, 4)
#define NOTHING() 
#define LARGEST MAXIMUM(CURRENT, 7)
