// A variable declared again, its array completed the second time.

extern int once;
extern int once;
extern int grown[];
extern int grown[6];
