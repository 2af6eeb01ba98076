// A tag that is first seen in a list of parameters has no other scope: it is another type each time.

#pragma clang diagnostic ignored "-Wvisibility"
int first(struct local_only *p);
int second(struct local_only *p);
int third(struct defined_there { int a; } *p);
