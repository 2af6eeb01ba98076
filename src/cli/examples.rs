//! What stands below the options in `--help`.

/// What stands below the options.
pub(super) const EXAMPLES: &str = "\
Examples:
  Bindings for an installed library, for this machine:
    quarry bindgen sqlite3.h --output=sqlite.pyrite
  A header of your own that needs an include directory and a macro:
    quarry bindgen src/engine.h -I include -DENGINE_STATIC -o engine.pyrite
  A library that pkg-config knows:
    quarry bindgen gtk/gtk.h --pkg-config=gtk+-3.0 -o gtk.pyrite
  For another machine:
    quarry bindgen zlib.h --target=aarch64-unknown-linux-gnu --sysroot=/opt/arm64
  One module for several machines, and how much they have in common:
    quarry bindgen /usr/include/sqlite3.h --target=linux,windows --report --output=sqlite.pyrite
  All modules that a file describes:
    quarry bindgen --manifest=bindgen.toml
  Some of its functions, with what they need:
    quarry bindgen sqlite3.h --allow='function:sqlite3_(open|close).*'
  The same, and proof of what was written:
    quarry bindgen sqlite3.h --output=sqlite.pyrite --verify --cc=gcc
  Whether the library has all that the module declares:
    quarry bindgen audit sqlite.pyrite --library=sqlite3
  What has changed since the last version, and what of it breaks programs:
    quarry bindgen diff old.pyrite new.pyrite
  The machines that it can be for, and where their headers come from:
    quarry bindgen targets
  What is installed, and what is missing:
    quarry bindgen doctor

Exit code: 0 done, 1 refused or failed, 2 wrong usage.";

/// What stands below the options of `why`.
pub(super) const WHY: &str = "\
Examples:
  quarry bindgen why sqlite3_vmprintf sqlite3.h
  quarry bindgen why stat sys/stat.h --target=aarch64-unknown-linux-gnu

The options are those of `quarry bindgen`. The exit code is 1 where no header has the name.";

/// What stands below the options of `verify`.
pub(super) const VERIFY: &str = "\
Examples:
  quarry bindgen verify sqlite.pyrite --header=sqlite3.h
  quarry bindgen verify zlib.pyrite --header=zlib.h --cc=gcc --cc=clang-19
  quarry bindgen verify zlib.pyrite --header=zlib.h --target=aarch64-unknown-linux-gnu --cc=gcc

The options are those that the module was made with; the target is otherwise the one of its first lines.
The exit code is 1 where anything differs, with one line for each on standard output.";

/// What stands below the options of `check-c`.
pub(super) const CHECK_C: &str = "\
Example:
  quarry bindgen check-c sqlite.pyrite --header=sqlite3.h --output=check.c && cc -fsyntax-only check.c

The options are those that the module was made with; the target is otherwise the one of its first lines.";

/// What stands below the options in `-h`.
pub(super) const MORE: &str = "\
--help has more about each option, with its default and an example.";

/// What stands below the options of `init`.
pub(super) const INIT: &str = "\
Examples:
  quarry bindgen init sqlite3.h
  quarry bindgen init SDL2/SDL.h --target=linux,windows --link=SDL2
  quarry bindgen init src/engine.h -I include -DENGINE_STATIC --output=engine.pyrite
  quarry bindgen init zlib.h --manifest=-

The file is bindgen.toml, or what --manifest names; - is standard output. What is there already is
never replaced. The options become its keys. A header that is named init is ./init.";
