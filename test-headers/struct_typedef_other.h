// A typedef with a name of its own for a tagged structure, and for a pointer to one.

typedef struct _device { int id; } device, *device_ptr;
typedef const struct _device *device_const_ptr;
void reset(device *d, device_ptr p, device_const_ptr c);
