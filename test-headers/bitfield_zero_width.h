// A zero-width bit-field starts the next unit.

struct split { unsigned a : 3; unsigned : 0; unsigned b : 3; };
struct split_char { char a; int : 0; char b; };
