// A function declared through a typedef of a function type.

typedef int operation(int left, int right);
operation plus, minus;
int apply(operation *op, int left, int right);
int apply_adjusted(operation op);
