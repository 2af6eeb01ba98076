// Declarations that say nothing of their parameters (C11 6.7.6.3p14).

int unspecified();
int specified(void);
int (*pointer_to_unspecified)();
