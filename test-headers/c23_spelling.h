// What C23 spells anew and every libclang knows: attributes, digits, f() without parameters.
// args: -- -std=c2x

[[nodiscard]] int important(void);
[[deprecated("use important")]] int old(void);
struct [[deprecated]] gone { [[maybe_unused]] int a; };
enum { FIRST [[deprecated]], SECOND };
int unnamed(int, [[maybe_unused]] char c);
#define SEPARATED 1'000'000
#define BINARY 0b1010
#define NARROW u8"text"
