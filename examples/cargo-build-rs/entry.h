/* One entry of an archive. */
#ifndef ARCHIVE_ENTRY_H
#define ARCHIVE_ENTRY_H

#include <stddef.h>

/** One entry of an archive. */
struct archive_entry {
    const char *name;
    size_t size;
    unsigned compressed : 1, level : 4;
};

#endif
