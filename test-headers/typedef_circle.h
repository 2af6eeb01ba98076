// A typedef that is held by value in a circle through pointers, with the structures elsewhere.

#include "include/circle.h"
struct user { struct circle_map *map; };
