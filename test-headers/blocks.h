// Blocks, which Pyrite cannot say: one opaque type for each, also where they differ in marks only.
// args: -- -fblocks

void run(int (^*first)(int), int (^*second)(int *));
