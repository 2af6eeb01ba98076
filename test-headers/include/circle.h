typedef struct circle_face *circle_face_ptr;
struct circle_map { circle_face_ptr face; };
struct circle_face { struct circle_map *maps; };
