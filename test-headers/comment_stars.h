// Boxes of stars, lines without stars, indentation, as old C libraries write.

/****************************************
 * A boxed comment.                     *
 ****************************************/
int boxed(void);

/*
   No stars here,
     an indented line,

   and a paragraph.
*/
int unboxed(void);

/*
** Two stars a line,
** as SQLite has them.
*/
int two_stars(void);
