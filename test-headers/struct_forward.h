// A tag declared before, and after use; first seen as a parameter's type.

struct later;
void early(struct later *p);
struct later { int now; };
void late(struct later *p, struct later by_value);
