//! What there is to say of each option, beyond its line in `-h`.

use super::Help;

/// A row about an option of `quarry bindgen`: its name, more about it, what counts without it, and
/// how it is typed.
const fn row(
    name: &'static str,
    default: &'static str,
    example: &'static str,
    more: &'static str,
) -> Help {
    of("", name, default, example, more)
}

/// A row about an option of a subcommand.
const fn of(
    command: &'static str,
    name: &'static str,
    default: &'static str,
    example: &'static str,
    more: &'static str,
) -> Help {
    Help {
        command,
        name,
        line: "",
        more,
        default,
        example,
    }
}

/// The same with a line in `-h` of its own.
const fn with_line(line: &'static str, help: Help) -> Help {
    Help { line, ..help }
}

/// All rows.
pub(super) const TABLE: &[&[Help]] = &[BINDGEN, OTHERS];

/// The options of `quarry bindgen`.
const BINDGEN: &[Help] = &[
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
        "import",
        "none",
        "unistd.h --import=c.types=c/types.pyrite",
        "PATH is a module that was written before. Types that it defines in exactly the same way \
         are imported from it and not defined again. NAME is what `import` calls it, without it \
         the file's name without .pyrite. Of several modules that define the same the first one \
         counts.",
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
        "import",
        "none",
        "--import=c/time.pyrite",
        "What this module would define and that one defines in the same way is taken from there: \
         `from time import time_t`. NAME is what it is called; otherwise the file says that.",
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

/// The options of the subcommands, where these are other ones.
const OTHERS: &[Help] = &[
    of("diff", "old", "none", "old.pyrite new.pyrite", ""),
    of("diff", "new", "none", "old.pyrite new.pyrite", ""),
    of(
        "diff",
        "format",
        "",
        "old.pyrite new.pyrite --format=json",
        "text is a line for each change, json all of it for other tools, with a version.",
    ),
    of(
        "diff",
        "verbose",
        "off",
        "old.pyrite new.pyrite --verbose",
        "",
    ),
    of("diff", "quiet", "off", "old.pyrite new.pyrite --quiet", ""),
    with_line(
        "A name of C or of the module",
        of(
            "why",
            "line",
            "none",
            "sqlite3_vmprintf sqlite3.h",
            "One of C, or of the module where options give it another.",
        ),
    ),
    with_line(
        "The module to check",
        of(
            "verify",
            "line",
            "none",
            "sqlite.pyrite --header=sqlite3.h",
            "Anyone may have written or edited it.",
        ),
    ),
    of(
        "verify",
        "target",
        "that of the module's first lines",
        "sqlite.pyrite --header=sqlite3.h --target=linux",
        "A triple, a group, or @FILE; several with commas between them.",
    ),
    with_line(
        "The module to check",
        of(
            "check-c",
            "line",
            "none",
            "sqlite.pyrite --header=sqlite3.h --output=check.c",
            "Anyone may have written or edited it.",
        ),
    ),
    with_line(
        "The C file to write; - is standard output",
        of(
            "check-c",
            "output",
            "standard output",
            "sqlite.pyrite --header=sqlite3.h --output=check.c",
            "It is replaced in one step.",
        ),
    ),
    with_line(
        "A file, or a name on the include path",
        of(
            "init",
            "line",
            "none",
            "SDL2/SDL.h --link=SDL2",
            "What is a file is that file; any other name is looked for on the include path.",
        ),
    ),
    with_line(
        "The file to write; - is standard output",
        of(
            "init",
            "manifest",
            "bindgen.toml",
            "sqlite3.h --manifest=bindings/sqlite.toml",
            "Paths in it are relative to it. What is there is never replaced.",
        ),
    ),
    with_line(
        "The module that the manifest describes",
        of(
            "init",
            "output",
            "the header's name, as sdl.pyrite of SDL2/SDL.h",
            "sqlite3.h --output=bindings/sqlite.pyrite",
            "It is not made yet.",
        ),
    ),
    of("completions", "shell", "none", "bash", ""),
    of(
        "man",
        "output",
        "none",
        "--output=/usr/local/share/man/man1",
        "The directory is made where it is not there. Without one the page of `quarry bindgen` is \
         printed.",
    ),
    of(
        "audit",
        "module",
        "none",
        "sqlite.pyrite --library=sqlite3",
        "",
    ),
    of(
        "audit",
        "library",
        "those of the module's @link lines",
        "sqlite.pyrite --library=sqlite3",
        "A .so, .a, .dylib, .tbd, .lib or .dll of any target. A name is looked for as a linker \
         does; what has a slash or is a file is a path.",
    ),
    of(
        "audit",
        "L",
        "none",
        "zlib.pyrite -L build --library=z",
        "In the order given.",
    ),
    of(
        "audit",
        "target",
        "the module's, else this machine",
        "win.pyrite --target=x86_64-pc-windows-gnu --library=kernel32",
        "One triple.",
    ),
    of(
        "audit",
        "import",
        "beside the module, or in a directory above",
        "use.pyrite --import=c.types=c/types.pyrite",
        "",
    ),
    of(
        "audit",
        "sysroot",
        "none",
        "zlib.pyrite --target=aarch64-unknown-linux-gnu --sysroot=/opt/arm64 --library=z",
        "Libraries by name are then looked for below it.",
    ),
    of(
        "audit",
        "import",
        "beside the module, or above",
        "stat.pyrite --import=time=c/time.pyrite --library=c",
        "NAME is what the module calls it; otherwise the file says that.",
    ),
    of(
        "audit",
        "format",
        "",
        "sqlite.pyrite --library=sqlite3 --format=json",
        "text is a line for each difference, json all of it for other tools, with a version.",
    ),
    of(
        "audit",
        "verbose",
        "off",
        "sqlite.pyrite --library=sqlite3 --verbose",
        "",
    ),
    of(
        "audit",
        "quiet",
        "off",
        "sqlite.pyrite --library=sqlite3 --quiet",
        "",
    ),
    of(
        "merge",
        "files",
        "none",
        "sqlite.mac.json sqlite.linux.json --output=sqlite.pyrite",
        "",
    ),
    of(
        "merge",
        "output",
        "standard output",
        "sqlite.mac.json --output=sqlite.pyrite",
        "The file is replaced in one step.",
    ),
    of(
        "merge",
        "emit",
        "",
        "sqlite.mac.json --emit=json",
        "pyrite is a module, json the same for other tools, with a version.",
    ),
    of(
        "merge",
        "import",
        "none",
        "sqlite.mac.json --import=types.pyrite",
        "As without `merge`: the parts are made without imports.",
    ),
    of(
        "merge",
        "depfile",
        "none",
        "sqlite.mac.json --output=sqlite.pyrite --depfile=sqlite.d",
        "",
    ),
    of(
        "merge",
        "report",
        "off",
        "sqlite.mac.json --report",
        "It goes to standard error.",
    ),
    of(
        "merge",
        "format",
        "",
        "sqlite.mac.json --report --format=json",
        "text is for people, json for other tools.",
    ),
    of("merge", "verbose", "off", "sqlite.mac.json --verbose", ""),
    of("merge", "quiet", "off", "sqlite.mac.json --quiet", ""),
    of(
        "doctor",
        "target",
        "this machine",
        "--target=aarch64-unknown-linux-gnu",
        "One triple.",
    ),
    of(
        "doctor",
        "sysroot",
        "found by itself",
        "--target=aarch64-unknown-linux-gnu --sysroot=/opt/arm64",
        "",
    ),
    of(
        "targets",
        "target",
        "all",
        "--target=linux,windows",
        "A triple, a group, or @FILE.",
    ),
    of(
        "targets",
        "format",
        "",
        "--format=json",
        "text is a table for people, json for other tools, with a version.",
    ),
];
