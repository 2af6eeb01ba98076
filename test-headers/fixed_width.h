// The exact-width integers of <stdint.h>.

#include <stdint.h>
uint8_t u8(int8_t x);
uint16_t u16(int16_t x);
uint32_t u32(int32_t x);
uint64_t u64(int64_t x);
intmax_t max(uintmax_t x);
int_least32_t least(uint_fast8_t x);
