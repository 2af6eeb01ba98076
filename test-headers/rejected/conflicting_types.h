// One function, two types.

int f(int);
double f(double);
