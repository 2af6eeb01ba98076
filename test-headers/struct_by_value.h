// Structures as arguments and results.

struct pair { int first, second; };
struct big { double values[5]; };
struct pair make_pair(int first, int second);
int sum_pair(struct pair p);
struct big widen(struct big in, struct pair by);
