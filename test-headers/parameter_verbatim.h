// A parameter keeps the name that C gives; one without, or with a reserved one, gives way to it.

int given_later(int, int arg0);
int reserved_before(int match, int match_);
int reserved_after(int match_, int match);
