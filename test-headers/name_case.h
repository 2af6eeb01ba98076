// Names that differ in case only, which C and Pyrite tell apart.

struct Point { int x; };
struct point { int X, x; };
int POINT(struct Point *a, struct point *A);
enum { Point_max = 1, POINT_MAX = 2 };
#define point_max 3
