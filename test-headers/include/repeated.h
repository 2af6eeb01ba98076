#undef EVERY_TIME
#define EVERY_TIME 1
#ifndef ONCE
#define ONCE 1
#define FIRST_ONLY 2
#undef FIRST_ONLY
#undef BETWEEN_KEPT
#define KEPT 3
#endif
#pragma push_macro("KEPT")
#undef KEPT
#define KEPT 4
#pragma pop_macro("KEPT")
#undef NEVER_LEFT
#define NEVER_LEFT 5
#undef NEVER_LEFT
#pragma push_macro("INNER")
#define INNER 8
#pragma pop_macro("INNER")
#undef BETWEEN
