// Names that differ only in case.

struct Node { int a; };
struct node { int b; };
struct NODE { int c; };
int NODE_count(struct Node *x, struct node *y, struct NODE *z);
