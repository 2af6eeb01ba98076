// gtk-doc's and kernel-doc's comments.

/**
 * window_get_child:
 * @window: (nullable): a #Window, or %NULL
 * @depth: (out) (optional): how deep, see @window
 *
 * Gets the child of @window with window_find(), like @other_one.
 *
 * |[<!-- language="C" -->
 * child = window_get_child (window, &depth);
 * ]|
 *
 * Returns: (transfer full): the child
 *
 * Since: 2.4
 */
void *window_get_child(void *window, int *depth);

/**
 * struct area - a rectangle
 * @width: its width
 * @height: its height, which
 *          may be zero
 */
struct area { int width, height; };
