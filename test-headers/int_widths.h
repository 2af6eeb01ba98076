// Every integer and floating type of C by value.

void integers(signed char a, unsigned char b, short c, unsigned short d, int e, unsigned f,
              long g, unsigned long h, long long i, unsigned long long j);
void floats(float a, double b);
struct layout { char a; short b; char c; int d; char e; long f; char g; double h; };
