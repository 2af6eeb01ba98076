// Array and function parameters become pointers (C11 6.7.6.3p7-8).

void sum(int values[], unsigned long count);
void fixed(int values[4]);
void at_least(const int values[static 3]);
void matrix(double rows[][3]);
void qualified(int values[const 2]);
void callback(int compare(const void *, const void *));
