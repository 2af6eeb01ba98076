// Typedefs that nothing uses still belong to the header.

typedef short lonely;
typedef struct { int x; } lonely_struct;
