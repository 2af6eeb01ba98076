// Packed bit-fields: 6 and 32 bits share bytes; 63 bits start at bit 2.

struct __attribute__((packed)) tight { unsigned a : 6; unsigned long b : 32; };
struct __attribute__((packed)) shifted { unsigned char a : 2; unsigned long long b : 63; };
