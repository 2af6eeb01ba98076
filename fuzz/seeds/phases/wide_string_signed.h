// Wide strings: the units of the target.

#define WIDE L"wi\U0001F642"
#define WIDE_EMPTY L""
