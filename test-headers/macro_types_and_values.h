// Constants whose type or value is easily taken for another one.
// also: aarch64-unknown-linux-gnu x86_64-pc-windows-gnu wasm32-wasip1 s390x-unknown-linux-gnu

enum { EA = 1, EB = 6 };
#define ALL_ONES ~0UL
#define UNSIGNED_LONG 0xFFFFFFFFFFFFFFFF
#define MINUS_ONE_U (-1U)
#define HIGHEST_BIT 0x8000000000000000ULL
#define INT_MINIMUM (1 << 31)
#define FIVE 5
#define ZERO_UL 0UL
#define ONE_LL 1LL
#define CAST ((unsigned short)0xffff)
#define SIZE sizeof(long)
#define ENUMERATORS (EA | EB)
#define CHOICE (EA ? 2 : 3UL)
#define HEX_FLOAT 0x1p-3
#define CHARACTER '\xff'
#define WIDE_CHARACTER L'x'
#define WIDE_TEXT L"wide"
#define SINGLE 1.5f
#define EXTENDED 1.5L
#define X 1
#undef X
#define X 2
#define G 1
#undef G
enum { FP_NOTHING =
#define FP_NOTHING 0
    FP_NOTHING, FP_OTHER };
static int internal = 3;
static const char internal_text[] = "abc";
