// Declarations that are not of any kind we bind.

;
_Static_assert(1, "fine");
#pragma unknown something
int the_only_one(void);
