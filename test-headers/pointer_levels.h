// Pointers to pointers to pointers.

int ***deep(char ****p);
void out(struct thing ***list);
