// Microsoft's bit-field rules on any target.

struct __attribute__((ms_struct)) foreign { char a : 4; int b : 4; char c : 4; };
