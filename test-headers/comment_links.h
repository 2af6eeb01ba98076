// Doxygen's links, pages, tables, and commands that say nothing to a reader.

/** @hideinitializer No error */
#define FINE 0
/** Failed @hideinitializer */
#define BAD 1

/**
 * @section reading Reading
 * One of FINE/@ref BAD, see @ref record::member "member" and @ref manual "the manual".
 *
 * <table>
 * <tr><th>value</th><th>meaning</th></tr>
 * <tr><td>0</td><td>fine</td></tr>
 * </table>
 *
 * \verbatim
   no star
   no star either
   nor here
   nor here
 * \endverbatim
 * @copydoc other()
 * @retval #BAD it failed with a text that is so long that the line of this list must be broken behind it
 * @retval %FINE else
 */
int reading(void);
