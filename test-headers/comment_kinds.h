// Each kind of documentation comment.

/** Doxygen block. */
int block(void);
/*! Qt block. */
int qt_block(void);
/// Three slashes,
/// two lines.
int slashes(void);
//! Slashes and a bang.
int bang(void);
int after(void); /**< After the declaration. */
int after_slashes(void); ///< After, with slashes.
/* A plain block directly above. */
int plain_block(void);
// Plain slashes are not documentation.
int plain_slashes(void);

/* A plain block with a blank line below. */

int apart(void);
