// Functions: parameters with and without names, no parameters, several results.

int add(int a, int b);
void nothing(void);
long unnamed(long, short);
unsigned char mixed(unsigned char first, unsigned);
extern double explicitly_extern(double x);
int one(int), two(int);
