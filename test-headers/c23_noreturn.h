// C23's attributes that only newer libclangs know, and gcc's in C23's form.
// libclang: 18
// args: -- -std=c23

[[noreturn]] void stop(void);
[[_Noreturn]] void halt(void);
[[nodiscard("for a reason")]] int important(void);
[[gnu::nonnull(1), deprecated("use other()")]] void take_both(int *a, int *b);
[[gnu::format(printf, 1, 2)]] int say(const char *format, ...);
[[clang::unavailable("gone")]] int missing(void);
struct [[nodiscard]] outcome { int code; };
