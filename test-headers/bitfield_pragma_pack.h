// A union with a 33-bit field under pragma pack.

#pragma pack(push, 1)
union packed_union { char a; long long c : 33; };
struct packed_struct { char a; int b : 3; int c; };
#pragma pack(pop)
