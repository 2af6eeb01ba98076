// Anonymous unions inside a union.

union top { union { int a; float b; }; union { char c; double d; }; };
