// A signature that does not fit into a line.

unsigned long long a_function_with_a_rather_long_name(const unsigned char *first_parameter,
    unsigned long long second_parameter, void (*third_parameter)(int, int, const void *),
    const struct some_context *fourth_parameter);
int short_enough(int a);
