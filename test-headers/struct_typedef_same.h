// The typedef that repeats the tag adds nothing.

typedef struct handle handle;
typedef struct options { int level; } options;
handle *open_handle(options *o);
struct handle *same_handle(struct options o);
