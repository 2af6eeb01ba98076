// Wide strings: the units of the target.

#define WIDE L"wide"
#define UTF16 u"u16 \U0001F642"
#define UTF32 U"u32 \U0001F642"
#define WIDE_EMPTY L""
#define WIDE_SIGN L"\U0001F642 \xffff"
#if __WCHAR_MAX__ > 0xffff
#define WIDE_HIGHEST L"\xffffffff"
#endif
