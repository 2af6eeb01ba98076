//! Options of `quarry bindgen` about targets, names, proof, C, reports and limits.

use super::{Help, row};

/// Options of `quarry bindgen` about targets, names, proof, C, reports and limits.
pub(super) const ABOUT: &[Help] = &[
    row(
        "report",
        "off",
        "--target=linux,windows --report",
        "It goes to standard error; with --verbose for each declaration.",
    ),
    row(
        "skip-missing",
        "off",
        "--target=all --skip-missing",
        "Otherwise a target without headers on this machine, or without one of the named ones, \
         is an error. What was left out is said at the end.",
    ),
    row("jobs", "one on each core", "--jobs=4", ""),
    row(
        "rename",
        "none",
        "--rename='struct stat=file_info'",
        "OLD may say what it is: function:stat, type:stat, const:X, var:x, struct stat, union u, \
         enum e, typedef t. A function keeps its symbol by `@link_name`.",
    ),
    row(
        "strip-prefix",
        "none",
        "--strip-prefix=sqlite3_",
        "A name stays where the rest is empty, reserved or taken. Symbols stay as they are.",
    ),
    row(
        "names",
        "",
        "--names=pyrite",
        "c keeps C's names. pyrite writes snake_case functions, CamelCase types and \
         SCREAMING_CASE constants.",
    ),
    row(
        "link",
        "none",
        "--link=sqlite3",
        "As the linker calls it, without folder, `lib` and ending. Each function and variable \
         gets an `@link` line.",
    ),
    row(
        "doc",
        "none",
        "--doc='Bindings for SQLite.' --doc='https://sqlite.org'",
        "Each is a line of its own, or several where it has line ends. They stand as comments below \
         the lines that say what the module was made of.",
    ),
    row(
        "verify",
        "off",
        "--output=sqlite.pyrite --verify",
        "What the written text means is computed by C's rules, and libclang asserts it behind \
         the headers. Each difference is a line, and the exit code is then 1.",
    ),
    row(
        "cc",
        "none",
        "--cc=gcc --cc=clang",
        "It implies --verify. With --target a cross compiler of that name is looked for.",
    ),
    row(
        "library",
        "none",
        "--library=sqlite3",
        "It implies --verify. A name is looked for as a linker does for the target; what has a \
         slash or is a file is a path.",
    ),
    row(
        "format",
        "",
        "--verify --format=json",
        "text is a line for each difference, json all of it for other tools, with a version.",
    ),
    row(
        "header",
        "none",
        "--header=sqlite3.h",
        "Repeatable, in the order of their `#include`s.",
    ),
    row(
        "target",
        "this machine",
        "--target=linux,aarch64-apple-darwin",
        "A triple, a group (all, linux, musl, android, windows, macos, ios, bsd, wasi, embedded, \
         lp64, llp64, ilp32), or @FILE with one of these in each line; several with commas \
         between them. `quarry bindgen targets` lists them.",
    ),
    row(
        "sysroot",
        "found by itself",
        "--target=aarch64-unknown-linux-gnu --sysroot=/opt/arm64",
        "Without one, Debian's cross packages, SDKs, cross gccs and zig are looked for. zig is zig \
         alone, zig:gnu.2.36 with this version of glibc; a directory of that name is ./zig.",
    ),
    row(
        "sysroot-for",
        "that of --sysroot",
        "--target=linux --sysroot-for=aarch64-unknown-linux-gnu=/opt/arm64",
        "It goes before --sysroot, and may be zig, too.",
    ),
    row(
        "I",
        "none",
        "-I include",
        "In the order given, before the directories of the system.",
    ),
    row(
        "isystem",
        "none",
        "-isystem /opt/include",
        "Headers there are not taken to belong to a named header beside them.",
    ),
    row(
        "D",
        "none",
        "-DNDEBUG -DLEVEL=2",
        "Without a value it is 1.",
    ),
    row(
        "U",
        "none",
        "-UNDEBUG",
        "Also one that the compiler defines itself.",
    ),
    row(
        "include",
        "none",
        "-include config.h",
        "It is read once, before the first header.",
    ),
    row(
        "clang-arg",
        "none",
        "-std=c11 -fshort-enums",
        "On a command line it stands as it is, or behind `--`; a value that is a word of its own \
         is one here, too.",
    ),
    row(
        "pkg-config",
        "none",
        "--pkg-config=gtk+-3.0",
        "NAME may have a version: 'gtk+-3.0 >= 3.20'. Its flags follow those of the command line, and \
         its libraries those of --link. For another machine that machine's own pkg-config is asked \
         (aarch64-linux-gnu-pkg-config), or this one about the packages below --sysroot, or as \
         PKG_CONFIG_LIBDIR and PKG_CONFIG_SYSROOT_DIR say, which may end in _ and a target.",
    ),
    row(
        "allow-arg",
        "none",
        "--allow-arg=-fplugin",
        "Otherwise an argument that may write files or load code is refused. ARG is the whole \
         argument, or what stands before its `=`.",
    ),
    row(
        "trailing",
        "none",
        "-- -std=c11 -fshort-enums",
        "What writes files, loads code or reads arguments from elsewhere is refused.",
    ),
    row(
        "verbose",
        "off",
        "sqlite3.h --output=sqlite.pyrite --verbose",
        "",
    ),
    row(
        "quiet",
        "off",
        "sqlite3.h --output=sqlite.pyrite --quiet",
        "",
    ),
    row(
        "timings",
        "off",
        "sqlite3.h --output=sqlite.pyrite --timings",
        "A table on standard error, in milliseconds; of several targets, one for each. To find out \
         what is slow, about this program or a header.",
    ),
    row(
        "dump",
        "none",
        "--dump=mapped",
        "decls is what C declares, mapped what Pyrite says of it on one target, merged what it \
         says on all. For those who change this program.",
    ),
    row(
        "timeout",
        "",
        "--timeout=60",
        "A header that never ends is an error then. From 1 to 86400.",
    ),
    row(
        "memory-limit",
        "",
        "--memory-limit=8192",
        "A header that needs more is an error. From 64 to 1048576.",
    ),
];
