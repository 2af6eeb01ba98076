// Packed structures and unions.

struct __attribute__((packed)) header { char tag; int length; short crc; };
union __attribute__((packed)) either { char c; long long l; };
struct holder { char before; struct header h; };
