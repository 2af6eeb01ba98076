// A union of one member is not that member.

union single { double d; };
double unwrap(union single s);
