// Enumerations: implied values, gaps, an alias value, one that names another.
// also: thumbv7em-none-eabi

enum color { RED, GREEN = 5, BLUE, AZURE = BLUE };
enum color mix(enum color a, enum color b);
struct paint { enum color c; enum color *more; };
