// A type that nobody declares.

size_type length(const char *s);
