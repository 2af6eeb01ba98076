// A pragma within a macro leaves nothing behind: what stands around it is the macro's value.

#define DO_PRAGMA(text) _Pragma(#text)
#define DEPRECATED(name) DO_PRAGMA(GCC warning "name is old")
#define OLD_CONSTANT 5 DEPRECATED(OLD_CONSTANT)
#define FIRST DO_PRAGMA(GCC diagnostic push) (7 + OLD_CONSTANT) DO_PRAGMA(GCC diagnostic pop)
#define NOTHING_ELSE DO_PRAGMA(once)
