// Plain char: bytes behind a pointer, the target's sign by value.
// also: aarch64-unknown-linux-gnu

char by_value(char c);
signed char is_signed(signed char c);
unsigned char is_unsigned(unsigned char c);
char *text(const char *in, signed char *s, unsigned char *u);
struct record { char one; char many[4]; };
typedef char letter;
letter spell(letter *from);
extern char separator;
