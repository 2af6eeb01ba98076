// An assertion that fails.

_Static_assert(sizeof(char) == 2, "char has two bytes");
