// One record reached through a pointer first, by value later.

typedef struct leaf leaf;
struct tree { leaf *first; };
struct leaf { int v; struct tree *owner; };
struct forest { leaf inline_leaf; struct tree t; };
