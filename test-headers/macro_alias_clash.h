// Macros that are another name and carry a name that is taken: by a function, a tag, a keyword.

struct stat { int size; };
struct stat64 { long long size; };
int stat(const char *path, struct stat *out);
int stat64(const char *path, struct stat64 *out);
#define stat stat64
struct only_tag { int a; };
#define only_tag struct only_tag
int open(const char *path) __asm__("_open_2");
#define open_again open
#define open open
#define match stat64
#define print int
#define swap_a swap_b
#define swap_b swap_a
int swap_a(void);
int swap_b(void);
