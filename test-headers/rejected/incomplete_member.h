// A member of incomplete type.

struct holder { struct never_completed inside; };
