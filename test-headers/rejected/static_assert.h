// An assertion that fails.
// wording: differs

_Static_assert(sizeof(char) == 2, "char has two bytes");
