// Character constants are int; wide ones are wchar_t.
// also: aarch64-unknown-linux-gnu

#define LETTER 'A'
#define NEWLINE '\n'
#define NUL '\0'
#define OCTAL '\101'
#define HIGH '\xff'
#define QUOTE '\''
#define MULTI 'ab'
#define WIDE L'x'
#define UTF16 u'x'
#define UTF32 U'x'
