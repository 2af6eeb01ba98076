// Bit-fields in a union all start at bit 0.

union views { unsigned low : 4; unsigned long all : 32; signed char s : 3; };
