// A variable declared again, its array completed the second time.

extern int once;
extern int once;
extern int grown[];
extern int grown[6];
extern const char grown_text[];
extern const char grown_text[12];
extern const char grown_text[];

extern int versioned;
extern int versioned __asm__("versioned_v2");
