// A typedef of an array: a pointer as a parameter, an array as a member.

typedef float vector3[3];
typedef vector3 matrix3[3];
struct body { vector3 position; matrix3 rotation; };
void move_body(struct body *b, vector3 by, const vector3 from);
void turn(matrix3 by, vector3 *points);
