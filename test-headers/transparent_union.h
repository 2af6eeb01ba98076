// A union that is passed as its first member.

typedef union { int *i; unsigned *u; } either __attribute__((transparent_union));
int wait_for(either status);
