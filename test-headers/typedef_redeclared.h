// The same typedef again (C11 6.7p3).

typedef int again;
typedef int again;
again once(again x);
