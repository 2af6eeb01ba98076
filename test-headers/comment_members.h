// Comments on members and enumerators.

/** A rectangle. */
struct rectangle {
    /** Left edge. */
    int left;
    int top; /**< Top edge. */
    int width; ///< In pixels.
};
/** Directions. */
enum way {
    NORTH, /**< Up. */
    /** Down. */
    SOUTH
};
/** The most. */
#define MOST 9
/** A name for int. */
typedef int number;
