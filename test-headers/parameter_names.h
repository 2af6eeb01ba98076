// Parameters without names, with repeated names after renaming, with names like ours.

void none(int, char *, double);
void some(int, char *arg0, int arg2);
void reserved(int in, int in_, int self);
void late(int, int arg1_, char *arg0, int, int arg3);
