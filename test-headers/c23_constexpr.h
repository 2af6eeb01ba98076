// C23's constexpr objects: constants with the object's type; and macros that name them.
// libclang: 19
// args: -- -std=c23

constexpr int LIMIT = 5;
constexpr unsigned char SMALL = 255;
constexpr long LONG = -7'000'000;
static constexpr unsigned long long BIG = 0xffffffffffffffffULL;
constexpr double RATIO = 0.5;
constexpr float HALF = 1.5f;
constexpr bool YES = true;
constexpr char WORD[] = "text";
constexpr char BYTES[] = "\xff\n";
constexpr char EMBEDDED[] = "a\0b";
constexpr int LIST[3] = { 1, 2, 3 };
constexpr struct pair { int a, b; } PAIR = { 1, 2 };
constexpr int *NOWHERE = nullptr;
constexpr int type = 3;
#define LIMIT_ALIAS LIMIT
#define TWICE (LIMIT * 2)
#define SMALL SMALL
static const int ordinary = 6;
const int external = 7;
