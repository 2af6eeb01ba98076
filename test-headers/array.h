// Arrays: one and more dimensions, of pointers, of structures, as a global.

struct cell { char c; };
struct grid {
    int row[8];
    double matrix[2][3];
    const char *names[4];
    struct cell cells[2][2];
};
extern int table[3][5];
int (*row_of(struct grid *g))[8];
