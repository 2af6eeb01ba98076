// A keyword's replacement that is taken already.

int match(int match, int match_);
int match_(int x);
struct type { int let; int let_; };
