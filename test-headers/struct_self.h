// A structure that points at itself.

struct node {
    struct node *next;
    struct node **previous;
    int (*visit)(struct node *self);
    int value;
};
struct node *first(void);
