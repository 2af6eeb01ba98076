// long double: storage in fields, not by value where it is wider than a double.

struct number { long double value; char unit; };
struct after_long_long { long long x; long double y; };
long double root(long double x);
void fill(long double *out);
extern long double pi;
