// The smallest type that holds the values, by attribute.
// also: thumbv7em-none-eabi

enum __attribute__((packed)) small { S_A, S_B };
enum __attribute__((packed)) medium { M_A, M_B = 300 };
struct holder { enum small s; enum medium m; char after; };
