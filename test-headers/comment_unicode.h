// Text outside ASCII in comments.

/** Größe in Metern – ‘quoted’, 漢字, 🙂. */
int unicode_comment(void);
