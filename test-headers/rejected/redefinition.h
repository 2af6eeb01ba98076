// One tag, two definitions.

struct twice { int a; };
struct twice { long a; };
