// An array of negative length.

struct negative { int a[-1]; };
