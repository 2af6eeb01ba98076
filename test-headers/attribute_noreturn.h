// Functions that do not return; deprecated ones; ones whose result must be used.

_Noreturn void stop(void);
__attribute__((noreturn)) void halt(int code);
__attribute__((deprecated("use newer()"))) int older(void);
__attribute__((warn_unused_result)) int important(void);
__attribute__((format(printf, 1, 2))) int say(const char *format, ...);
