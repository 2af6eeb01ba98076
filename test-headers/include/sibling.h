// Included by scope_local_include.h.

struct sibling { int age; };
