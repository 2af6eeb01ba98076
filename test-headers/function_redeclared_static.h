// What was declared static stays so (C11 6.2.2p5): a later declaration does not make a symbol.

static int counted(int x);
int counted(int x);
static int total = 3;
extern int total;
int plain(int x);
