// Symbols with other names than the declaration.

int scan(const char *s, const char *format, ...) __asm__("scan_v2");
extern int setting __asm__("setting_renamed");
int plain(void);
int match(int x) __asm__("real_match");
