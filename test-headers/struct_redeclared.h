// The same tag declared again and again; one definition.

struct again;
struct again { int once; };
struct again;
typedef struct again again;
typedef struct again again;
