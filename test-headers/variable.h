// Global variables: mutable, const, pointers to const and const pointers.

extern int counter;
extern const int limit;
extern const char *message;
extern const char *const fixed_message;
extern char *const fixed_buffer;
int tentative;
extern struct place { int x; } here, *there;
