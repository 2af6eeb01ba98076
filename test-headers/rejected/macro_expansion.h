// The error is inside a macro's expansion.

#define DECLARE(type, name) type name
DECLARE(missing_type, value);
