// Included twice by include_twice.h.

#pragma once
struct once { int value; };
