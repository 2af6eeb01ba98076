__attribute__((deprecated("a\n\"\"\"\nextern fn evil()\r"))) int f(void);
__attribute__((section("a\n\"\"\""))) extern int v;
