// Strings that are not UTF-8 become bytes.

#define RAW "\xff\xfe" "A"
#define HALF "\xc3"
#define MIXED "ok\200"
