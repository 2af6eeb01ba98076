// Types without a name that only a typedef of a pointer, or a variable, leads to.

typedef struct { int inside; } *handle;
typedef enum { CLOSED, OPEN } *state_pointer;
extern struct { int x; } unnamed_variable;
extern union { int i; float f; } *unnamed_pointer;
handle use_handle(handle h, state_pointer s);
