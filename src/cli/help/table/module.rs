//! Options of `quarry bindgen` about what is written, and of what.

use super::{Help, row};

/// Options of `quarry bindgen` about what is written, and of what.
pub(super) const MODULE: &[Help] = &[
    row(
        "headers",
        "none",
        "sqlite3.h",
        "What is a file is that file; any other name is looked for on the include path, as \
         `#include <...>` does. Several headers make one module.",
    ),
    row(
        "output",
        "standard output",
        "--output=sqlite.pyrite",
        "The file is replaced in one step: where the run fails, the old one stays as it was.",
    ),
    row(
        "dialect",
        "",
        "--dialect=alpha",
        "spec has everything that the specification of Pyrite offers; alpha only what the alpha \
         1.1 compiler accepts, for one target.",
    ),
    row(
        "emit",
        "",
        "--emit=json --output=sqlite.json",
        "pyrite is a module; json the same for other tools, with a version; mapped the part of \
         one target, which `quarry bindgen merge` makes a module of.",
    ),
    row(
        "manifest",
        "the nearest bindgen.toml, or Quarry.toml with [[bindgen]] tables",
        "--manifest=bindgen.toml",
        "No header and no option about a module can stand beside it: the file says all of that. \
         `quarry bindgen init` writes a first one, docs/manifest.md has its keys.",
    ),
    row(
        "import",
        "none",
        "unistd.h --import=types.pyrite --output=unistd.pyrite",
        "A type that both modules define in the same way, on every target that has it, is taken \
         from the other by `from NAME import …`. NAME is the file's name without .pyrite; \
         --import=c.types=c/types.pyrite gives another.",
    ),
    row(
        "check",
        "off",
        "sqlite3.h --output=sqlite.pyrite --check",
        "The module is made in memory and compared with the file. Whatever differs is told as \
         `quarry bindgen diff` tells it: breaking, additive or cosmetic. Nothing is written.",
    ),
    row(
        "locked",
        "off",
        "--manifest=bindgen.toml --locked",
        "bindgen.lock has digests of what each module was made from and of its text, and the \
         versions of quarry and libclang. A module for which any of that would be another is an \
         error, and stays as it is.",
    ),
    row(
        "no-cache",
        "off",
        "--manifest=bindgen.toml --no-cache",
        "Otherwise a module is passed over if neither the manifest, nor quarry and libclang, nor \
         any header that was read has changed, and no header would be found elsewhere now. \
         QUARRY_CACHE_DIR names another directory for the cache.",
    ),
    row(
        "print-jobs",
        "off",
        "--manifest=bindgen.toml --print-jobs=merge",
        "map prints a line for each module and target, which makes its part; merge a line for \
         each module, which makes it of its parts. Without a value it is map.",
    ),
    row(
        "depfile",
        "none",
        "--output=sqlite.pyrite --depfile=sqlite.d",
        "The rule has every file that was read, so that make and ninja know when to run again.",
    ),
    row(
        "keep-going",
        "off",
        "broken.h --keep-going --output=part.pyrite",
        "Otherwise a header with errors makes no module.",
    ),
    row(
        "include-from",
        "none",
        "--include-from='mylib/**'",
        "By default a module has what the named headers declare, with the tree of their folder, \
         and from elsewhere what that needs. The pattern is compared with the path of a header \
         as an `#include` spells it.",
    ),
    row(
        "everything",
        "off",
        "sqlite3.h --everything",
        "Also what the C library and the compiler's own headers declare.",
    ),
    row(
        "allow",
        "all that the headers declare",
        "--allow='function:sqlite3_(open|close).*'",
        "The expression has to match the whole of C's name. KIND is function, type, const or \
         var; without one it is for all.",
    ),
    row(
        "block",
        "none",
        "--block='type:.*_internal'",
        "KIND is function, type, const or var. A blocked type that something points to becomes \
         opaque; one that is needed by value is an error.",
    ),
    row(
        "opaque",
        "none",
        "--opaque=sqlite3_file",
        "The type keeps its size and alignment. What takes or returns it by value is skipped.",
    ),
    row(
        "expand",
        "none",
        "--expand='__.*'",
        "As for a C library's own `typedef __off_t off_t;`. One stays where it says more than what \
         it stands for, and that of a function, of void and of plain char.",
    ),
];
