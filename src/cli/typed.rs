//! Arguments as typed: what clap reads, and the text of `--help`.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};

use super::audit;
use super::merge;
use super::merging::Merging;
use super::modules::Modules;
use super::naming::Naming;
use super::proof::Proof;
use super::selection::Selecting;
use crate::map::model::Dialect;

/// Colours of `--help` and of errors of usage.
const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

/// What stands below the options.
const EXAMPLES: &str = "\
Examples:
  Bindings for an installed library, for this machine:
    quarry bindgen sqlite3.h --output=sqlite.pyrite
  A header of your own that needs an include directory and a macro:
    quarry bindgen src/engine.h -I include -DENGINE_STATIC -o engine.pyrite
  A library that pkg-config knows:
    quarry bindgen gtk/gtk.h -o gtk.pyrite $(pkg-config --cflags gtk+-3.0)
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
  The machines that it can be for, and where their headers come from:
    quarry bindgen targets
  What is installed, and what is missing:
    quarry bindgen doctor

Exit code: 0 done, 1 refused or failed, 2 wrong usage.";

/// What stands below the options of `why`.
const WHY: &str = "\
Examples:
  quarry bindgen why sqlite3_vmprintf sqlite3.h
  quarry bindgen why stat sys/stat.h --target=aarch64-unknown-linux-gnu

The options are those of `quarry bindgen`. The exit code is 1 where no header has the name.";

/// What stands below the options of `verify`.
const VERIFY: &str = "\
Examples:
  quarry bindgen verify sqlite.pyrite --header=sqlite3.h
  quarry bindgen verify zlib.pyrite --header=zlib.h --cc=gcc --cc=clang-19
  quarry bindgen verify zlib.pyrite --header=zlib.h --target=aarch64-unknown-linux-gnu --cc=gcc

  --header <HEADER>     What the module is about; repeatable, in the order of #include
  --cc <CC>             Also ask a compiler: gcc, clang, or a path; repeatable
  --library <LIBRARY>   Also look every symbol up in a library, as `audit` does; repeatable
  --format <text|json>  How to say what was found

The other options are those of `quarry bindgen`; --target is what the module's first lines say.
The exit code is 1 where anything differs, with one line for each on standard output.";

/// What stands below the options of `check-c`.
const CHECK_C: &str = "\
Example:
  quarry bindgen check-c sqlite.pyrite --header=sqlite3.h --output=check.c && cc -fsyntax-only check.c

  --header <HEADER>  What the module is about; repeatable, in the order of #include

The other options are those of `quarry bindgen`; --target is what the module's first lines say.";

/// The `quarry` command.
#[derive(Debug, Parser)]
#[command(name = "quarry", version, styles = STYLES, about = "Tools for the Pyrite language")]
#[command(subcommand_required = true, arg_required_else_help = true)]
#[command(disable_help_subcommand = true)]
pub(crate) struct Quarry {
    /// What to do.
    #[command(subcommand)]
    pub(super) command: Command,
}

/// The subcommands of `quarry`.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Turn C headers into a Pyrite module of extern declarations
    Bindgen(Box<Bindgen>),
}

/// `quarry bindgen`.
#[derive(Debug, Args)]
#[command(
    about = "Turn C headers into a Pyrite module of extern declarations",
    override_usage = "quarry bindgen [OPTIONS] <HEADER>... [-- <CLANG_ARG>...]\n       \
                      quarry bindgen --manifest=<PATH> [--print-jobs[=map|merge]]\n       \
                      quarry bindgen verify <MODULE> --header=<HEADER> [OPTIONS]\n       \
                      quarry bindgen check-c <MODULE> --header=<HEADER> [OPTIONS]\n       \
                      quarry bindgen why <NAME> [OPTIONS] <HEADER>...\n       \
                      quarry bindgen audit <MODULE> [--library=<PATH|NAME>]...\n       \
                      quarry bindgen merge <PART.json>... [--output=<PATH>]\n       \
                      quarry bindgen targets [--target=<TRIPLE>]...\n       \
                      quarry bindgen doctor [--target=<TRIPLE>]",
    after_help = EXAMPLES,
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    disable_help_subcommand = true,
    disable_version_flag = true
)]
pub(super) struct Bindgen {
    /// `doctor`.
    #[command(subcommand)]
    pub(super) inner: Option<Inner>,

    /// A file, or a name on the include path: stdio.h, '<sys/stat.h>', openssl/ssl.h
    #[arg(value_name = "HEADER")]
    pub(super) headers: Vec<String>,

    /// The module to write; - is standard output [default: -]
    #[arg(long, short, value_name = "PATH", help_heading = "Output")]
    pub(super) output: Option<PathBuf>,

    /// spec is all that the specification offers; alpha, what the alpha compiler accepts
    #[arg(long, value_enum, default_value = "spec", value_name = "spec|alpha")]
    #[arg(help_heading = "Output", hide_possible_values = true)]
    pub(super) dialect: Dialect,

    /// A Pyrite module, the same as JSON for other tools, or one target's part for `merge`
    #[arg(
        long,
        value_enum,
        default_value = "pyrite",
        value_name = "pyrite|json|mapped"
    )]
    #[arg(
        help_heading = "Output",
        conflicts_with = "dump",
        hide_possible_values = true
    )]
    pub(super) emit: Form,

    /// Import from this module what it defines in the same way, instead of defining it again;
    /// repeatable
    #[arg(long, value_name = "[NAME=]PATH", help_heading = "Output")]
    pub(super) import: Vec<String>,

    /// Write nothing; exit with 1, and say what has changed in meaning, if the file would be another
    #[arg(long, help_heading = "Output")]
    pub(super) check: bool,

    /// Write the files that were read as a rule for make (needs --output)
    #[arg(long, value_name = "PATH", help_heading = "Output")]
    pub(super) depfile: Option<PathBuf>,

    /// Write what could be read even if a header has errors, and exit with 1
    #[arg(long, help_heading = "Output")]
    pub(super) keep_going: bool,

    /// Also take what matching headers declare, as in 'mylib/**'; repeatable
    #[arg(long, value_name = "GLOB", help_heading = "Selection")]
    pub(super) include_from: Vec<String>,

    /// Take everything that any header declares
    #[arg(long, help_heading = "Selection")]
    pub(super) everything: bool,

    /// What of it.
    #[command(flatten)]
    pub(super) selecting: Selecting,

    /// Several targets.
    #[command(flatten)]
    pub(super) merging: Merging,

    /// Several modules.
    #[command(flatten)]
    pub(super) modules: Modules,

    /// Names and libraries.
    #[command(flatten)]
    pub(super) naming: Naming,

    /// Check the written module against C
    #[command(flatten)]
    pub(super) proof: Proof,

    /// A machine to write for, a group of them, or a file; repeatable [default: this machine]
    #[arg(long, value_name = "TRIPLE|GROUP|@FILE", help_heading = "Target")]
    pub(super) target: Vec<String>,

    /// The root of the headers, of every target without one of its own
    #[arg(long, value_name = "DIR", help_heading = "Target")]
    pub(super) sysroot: Option<PathBuf>,

    /// The root of one target's headers; repeatable
    #[arg(long, value_name = "TRIPLE=DIR", help_heading = "Target")]
    pub(super) sysroot_for: Vec<String>,

    /// Search DIR for headers
    #[arg(short = 'I', value_name = "DIR", help_heading = "C, as clang has it")]
    #[arg(id = "I", action = ArgAction::Append)]
    pub(super) include_directory: Vec<String>,

    /// Search DIR for headers, as one of the system (-isystem DIR, too)
    #[arg(long, value_name = "DIR", help_heading = "C, as clang has it")]
    #[arg(id = "isystem", action = ArgAction::Append)]
    pub(super) isystem: Vec<String>,

    /// Define a macro
    #[arg(
        short = 'D',
        value_name = "NAME[=VALUE]",
        help_heading = "C, as clang has it"
    )]
    #[arg(id = "D", action = ArgAction::Append)]
    pub(super) define: Vec<String>,

    /// Undefine a macro
    #[arg(short = 'U', value_name = "NAME", help_heading = "C, as clang has it")]
    #[arg(id = "U", action = ArgAction::Append)]
    pub(super) undefine: Vec<String>,

    /// Read FILE before the headers (-include FILE, too)
    #[arg(long, value_name = "FILE", help_heading = "C, as clang has it")]
    #[arg(id = "include", action = ArgAction::Append)]
    pub(super) include: Vec<String>,

    /// Other options of clang, which `rewrite` brings into this form.
    #[arg(
        long = "clang-arg",
        id = "clang-arg",
        hide = true,
        allow_hyphen_values = true
    )]
    #[arg(action = ArgAction::Append)]
    pub(super) clang_arg: Vec<String>,

    /// Let an argument of clang through that is not known to be harmless
    #[arg(long, value_name = "ARG", allow_hyphen_values = true)]
    #[arg(help_heading = "C, as clang has it")]
    pub(super) allow_arg: Vec<String>,

    /// Any harmless option of clang; most need no -- before them
    #[arg(
        last = true,
        value_name = "CLANG_ARG",
        help_heading = "C, as clang has it"
    )]
    #[arg(id = "trailing", allow_hyphen_values = true)]
    pub(super) trailing: Vec<String>,

    /// List what was skipped, and clang's warnings
    #[arg(long, short, help_heading = "Reports", conflicts_with = "quiet")]
    pub(super) verbose: bool,

    /// Say nothing; the exit code tells
    #[arg(long, short, help_heading = "Reports")]
    pub(super) quiet: bool,

    /// Write what one phase made, in place of the module
    #[arg(
        long,
        value_enum,
        value_name = "decls|mapped|merged",
        help_heading = "Reports"
    )]
    #[arg(hide_possible_values = true)]
    pub(super) dump: Option<Phase>,

    /// How long libclang may take
    #[arg(
        long,
        value_name = "SECONDS",
        default_value = "25",
        help_heading = "Limits"
    )]
    #[arg(value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub(super) timeout: u64,

    /// How much memory libclang may take
    #[arg(
        long,
        value_name = "MIB",
        default_value = "4096",
        help_heading = "Limits"
    )]
    #[arg(value_parser = clap::value_parser!(u64).range(64..=1_048_576))]
    pub(super) memory_limit: u64,
}

/// The subcommands of `quarry bindgen`.
#[derive(Debug, Subcommand)]
pub(super) enum Inner {
    /// Say where a name is declared, what became of it, and which option changes that
    #[command(
        override_usage = "quarry bindgen why <NAME> [OPTIONS] <HEADER>... [-- <CLANG_ARG>...]"
    )]
    #[command(after_help = WHY)]
    Why {
        /// A name of C or of the module, then headers and options as without `why`
        #[arg(value_name = "NAME> [OPTIONS] <HEADER", required = true, num_args = 1..)]
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        line: Vec<OsString>,
    },
    /// Check a module against the headers: sizes, offsets, constants, signatures, bit-fields
    #[command(
        override_usage = "quarry bindgen verify <MODULE> --header=<HEADER>... [OPTIONS] [-- <CLANG_ARG>...]"
    )]
    #[command(after_help = VERIFY)]
    Verify {
        /// A module that anyone wrote or edited, then options as without `verify`
        #[arg(value_name = "MODULE> --header=<HEADER> [OPTIONS", required = true, num_args = 1..)]
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        line: Vec<OsString>,
    },
    /// Write what a module says of C as a C file, for your own build
    #[command(
        override_usage = "quarry bindgen check-c <MODULE> --header=<HEADER>... [OPTIONS] [-- <CLANG_ARG>...]"
    )]
    #[command(after_help = CHECK_C)]
    CheckC {
        /// A module, then options as without `check-c`
        #[arg(value_name = "MODULE> --header=<HEADER> [OPTIONS", required = true, num_args = 1..)]
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        line: Vec<OsString>,
    },
    /// Look up what a module declares in the libraries that have to have it
    #[command(after_help = audit::EXAMPLES)]
    Audit(audit::Typed),
    /// Make one module of the parts that `--emit=mapped` wrote for several targets
    #[command(after_help = merge::EXAMPLES)]
    Merge(merge::Typed),
    /// Say which libclang and which headers are used, and what to install
    #[command(after_help = "A header that is named doctor is ./doctor.")]
    Doctor {
        /// The machine to look for headers of [default: this machine]
        #[arg(long, value_name = "TRIPLE")]
        target: Vec<String>,
        /// The root of the target's headers
        #[arg(long, value_name = "DIR")]
        sysroot: Option<PathBuf>,
    },
    /// List the targets, their data models, and where their headers come from on this machine
    #[command(after_help = "A header that is named targets is ./targets.")]
    Targets {
        /// One to list, a group of them, or a file; repeatable [default: all]
        #[arg(long, value_name = "TRIPLE|GROUP|@FILE")]
        target: Vec<String>,
        /// How the list is written
        #[arg(long, value_enum, default_value = "text", value_name = "text|json")]
        #[arg(hide_possible_values = true)]
        format: audit::Format,
    },
}

/// What a module is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// A Pyrite module
    Pyrite,
    /// The module as JSON with a version
    Json,
    /// One target's module as JSON, which `merge` reads
    Mapped,
}

/// A phase whose product can be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, serde::Serialize, serde::Deserialize)]
pub enum Phase {
    /// What C declares
    Decls,
    /// What Pyrite says on the target
    Mapped,
    /// The module of all targets
    Merged,
}
