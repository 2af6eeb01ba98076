/** ÿþ """ € */
int f(void);
#define S "ÿ€"
