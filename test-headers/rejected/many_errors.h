// More than one error: each is reported.

first_unknown a;
second_unknown b;
third_unknown c;
