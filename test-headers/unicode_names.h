// Identifiers outside ASCII (C11 D.1).

struct größe { int länge; };
int naïve(struct größe *étendue);
#define 定数 42
