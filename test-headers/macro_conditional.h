// Which branch was taken decides the value.

#if __SIZEOF_LONG__ == 8
#define WORD_BITS 64
typedef long word;
#else
#define WORD_BITS 32
typedef long long word;
#endif
word read_word(void);
