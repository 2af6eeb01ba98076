// Complex numbers.

struct impedance { float _Complex f; double _Complex z; };
double _Complex square(double _Complex z);
void transform(double _Complex *values, int n);
