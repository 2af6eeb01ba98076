// A macro over several lines, with comments inside.

#define LONG_SUM (1 + \
    2 + /* two */ \
    3) // end
#define SPACED        9
