// Dimensions by macro, by enumerator, by sizeof.

#define MAX_PATH_LENGTH 260
enum { MAX_ENTRIES = 4 };
struct listing {
    char path[MAX_PATH_LENGTH + 1];
    int entries[MAX_ENTRIES];
    char raw[sizeof(long) * 2];
};
