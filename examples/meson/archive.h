/* What this program uses of C: zlib, and records of its own. */
#ifndef ARCHIVE_H
#define ARCHIVE_H

#include <zlib.h>

#include "entry.h"

/** How hard to compress. */
#define ARCHIVE_LEVEL Z_BEST_SPEED

/** An archive. */
struct archive {
    struct archive_entry *entries;
    size_t count;
    z_stream stream;
};

#endif
