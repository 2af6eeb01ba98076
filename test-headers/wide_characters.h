// char16_t, char32_t and wchar_t without their headers.

typedef __CHAR16_TYPE__ char16_t;
typedef __CHAR32_TYPE__ char32_t;
typedef __WCHAR_TYPE__ wide;
void convert(const char16_t *from, char32_t *to, wide w);
