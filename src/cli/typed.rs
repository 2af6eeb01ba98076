//! Arguments as typed: what clap reads, and the text of `--help`.

use std::ffi::OsString;
use std::ops::RangeInclusive;
use std::path::PathBuf;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};

use super::audit;
use super::diff;
use super::examples::{CHECK_C, EXAMPLES, INIT, MORE, VERIFY, WHY};
use super::init;
use super::merge;
use super::merging::Merging;
use super::modules::Modules;
use super::naming::Naming;
use super::proof::Proof;
use super::selection::Selecting;
use super::words;
use crate::map::model::Dialect;

/// Colours of `--help` and of errors of usage.
const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

/// The seconds that libclang can be given.
pub(super) const TIMEOUT: RangeInclusive<u64> = 1..=86_400;
/// The MiB that libclang can be given.
pub(super) const MEMORY: RangeInclusive<u64> = 64..=1_048_576;

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
                      quarry bindgen diff <OLD> <NEW>\n       \
                      quarry bindgen merge <PART.json>... [--output=<PATH>]\n       \
                      quarry bindgen targets [--target=<TRIPLE>]...\n       \
                      quarry bindgen doctor [--target=<TRIPLE>]\n       \
                      quarry bindgen init <HEADER>... [--manifest=<PATH>] [OPTIONS]\n       \
                      quarry bindgen schema\n       \
                      quarry bindgen completions <SHELL>\n       \
                      quarry bindgen man [--output=<DIR>]",
    after_help = MORE,
    after_long_help = EXAMPLES,
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

    /// All of Pyrite, or what alpha 1.1 accepts
    #[arg(long, value_enum, default_value = "spec", value_name = "spec|alpha")]
    #[arg(help_heading = "Output", hide_possible_values = true)]
    pub(super) dialect: Dialect,

    /// A module, the same as JSON, or a part for merge
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

    /// Import what this module defines in the same way; repeatable
    #[arg(long, value_name = "[NAME=]PATH", help_heading = "Output")]
    pub(super) import: Vec<String>,

    /// Write nothing; say what would change in the file, and exit with 1
    #[arg(long, help_heading = "Output")]
    pub(super) check: bool,

    /// Write what was read as a rule for make (needs --output)
    #[arg(long, value_name = "PATH", help_heading = "Output")]
    pub(super) depfile: Option<PathBuf>,

    /// Write what could be read of headers with errors; exit with 1
    #[arg(long, help_heading = "Output")]
    pub(super) keep_going: bool,

    /// Also take what matching headers declare: 'mylib/**'; repeatable
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

    /// What machines to write for; repeatable [default: this machine]
    #[arg(long, value_name = "TRIPLE|GROUP|@FILE", help_heading = "Target")]
    pub(super) target: Vec<String>,

    /// The root of the headers of targets without one of their own
    #[arg(long, value_name = "DIR|zig", help_heading = "Target")]
    pub(super) sysroot: Option<PathBuf>,

    /// The root of one target's headers; repeatable
    #[arg(long, value_name = "TRIPLE=DIR|zig", help_heading = "Target")]
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

    /// Hand an option to clang, if it is harmless
    #[arg(
        long = "clang-arg",
        id = "clang-arg",
        hide = true,
        allow_hyphen_values = true
    )]
    #[arg(action = ArgAction::Append)]
    pub(super) clang_arg: Vec<String>,

    /// Take the flags and the libraries of a package from pkg-config; repeatable
    #[arg(long, value_name = "NAME", help_heading = "C, as clang has it")]
    pub(super) pkg_config: Vec<String>,

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

    /// Say where the time goes
    #[arg(long, help_heading = "Reports", conflicts_with = "quiet")]
    pub(super) timings: bool,

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
    #[arg(value_parser = clap::value_parser!(u64).range(TIMEOUT))]
    pub(super) timeout: u64,

    /// How much memory libclang may take
    #[arg(
        long,
        value_name = "MIB",
        default_value = "4096",
        help_heading = "Limits"
    )]
    #[arg(value_parser = clap::value_parser!(u64).range(MEMORY))]
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
    /// Say what has changed between two modules: what breaks, what is more, what nobody sees
    #[command(after_help = diff::EXAMPLES)]
    Diff(diff::Typed),
    /// Make one module of the parts that `--emit=mapped` wrote for several targets
    #[command(after_help = merge::EXAMPLES)]
    Merge(merge::Typed),
    /// Say which libclang and which headers are used, and what to install
    #[command(after_help = "A header that is named doctor is ./doctor.")]
    Doctor {
        /// The machine to look for headers of [default: this machine]
        #[arg(long, value_name = "TRIPLE")]
        target: Vec<String>,
        /// The root of the target's headers; zig: only its headers
        #[arg(long, value_name = "DIR|zig")]
        sysroot: Option<PathBuf>,
    },
    /// List the targets, their data models, and where their headers come from here
    #[command(after_help = "A header that is named targets is ./targets.")]
    Targets {
        /// One to list, a group, or a file; repeatable [default: all]
        #[arg(long, value_name = "TRIPLE|GROUP|@FILE")]
        target: Vec<String>,
        /// How the list is written
        #[arg(long, value_enum, default_value = "text", value_name = "text|json")]
        #[arg(hide_possible_values = true)]
        format: audit::Format,
    },
    /// Write a first manifest: a file that describes modules
    #[command(
        override_usage = "quarry bindgen init <HEADER>... [--manifest=<PATH>] [OPTIONS] [-- <CLANG_ARG>...]"
    )]
    #[command(after_help = INIT)]
    Init(init::Typed),
    /// Print what a manifest may say, as JSON Schema
    #[command(after_help = words::SCHEMA)]
    Schema,
    /// Print what makes a shell complete the words of a command line
    #[command(after_help = words::COMPLETIONS)]
    Completions(words::Completions),
    /// Print the manual page, or write one for each command
    #[command(after_help = words::MAN)]
    Man(words::Man),
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
