// Doxygen's commands.

/**
 * @brief Opens a file.
 *
 * Longer text with a \c word, an \e other and a list:
 *  - first
 *  - second
 *
 * @param path  where it is
 * @param[out] size  how long it is
 * @return 0, or \ref ERROR_CODE
 * @see close_file
 * @code
 * open_file("a", &n);
 * @endcode
 */
int open_file(const char *path, int *size);
