// A missing bracket.

int broken(int a;
int fine(void);
