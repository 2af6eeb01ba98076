// Comments that try to leave the comment.

/** Ends early: """ extern fn evil() -> i32 """ */
int triple_quotes(void);
/** Back\slash at the end \ */
int backslash(void);
/** "quote" at the end" */
int quote_at_end(void);
/** """""" */
int only_quotes(void);
/** # skipped: nothing (really) at x.h:1 */
int fake_skip(void);
/** Tab	inside, escape \u{41}, {braces}, %s, and ‮right to left‬. */
int controls(void);
/***/
int empty_comment(void);
/**/
int emptier_comment(void);
