// A pointer to a function without a prototype, in a field and as a parameter.

struct old {
    int (*call)();
};
void register_old(void (*callback)());
