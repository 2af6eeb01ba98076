// A structure named only by its typedef, and one with a second typedef.

typedef struct { int width, height; } size;
typedef size extent, *extent_pointer;
typedef struct { size s; extent e; } box;
void resize(size s, extent_pointer p);
