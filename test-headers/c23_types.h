// C23's types: nullptr_t, typeof, typeof_unqual, the keywords bool and alignas.
// libclang: 18
// args: -- -std=c23

typedef typeof(nullptr) null_t;
struct holds {
    null_t n;
    bool b;
    typeof(int *) p;
    typeof_unqual(const short) s;
    char last;
};
struct over { alignas(16) char c; };
null_t pass_null(null_t n, int after);
auto inferred = 3.0;
static_assert(sizeof(bool) == 1);
#define NOTHING nullptr
#define TRUTH true
#define TRUTH_TYPE bool
#define CAST ((bool)5)
#define ONE_BYTE u8'a'
#define PRECISE 3wb
#define SEPARATED 0x1'0000'0000
