/* The licence of the file stands at the top and documents nothing.
   It is followed by a blank line. */

/* A section heading */
/* The comment of the function. */
int documented(void);
int undocumented(void);
