// A comment without an end.

int before(void);
/* and so on
int never(void);
