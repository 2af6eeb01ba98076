// String literals: joined, escaped, through another macro, from a number.

#define NAME "quarry"
#define JOINED "one" " " "two"
#define ESCAPES "tab\tquote\"backslash\\nul\0end"
#define EMPTY ""
#define THROUGH NAME
#define CONTROL "\a\b\x1b[0m"
#define TRIPLE "\"\"\""
#define STRINGIFY_(x) #x
#define STRINGIFY(x) STRINGIFY_(x)
#define VERSION_NUMBER 3
#define VERSION "v" STRINGIFY(VERSION_NUMBER)
#define PARENTHESISED ("text")
#define UTF8 u8"größe"
#define UNICODE "größe 漢字"
#define BIDI "a‮b"
