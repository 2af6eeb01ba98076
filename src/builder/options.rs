//! A method for each option of the command line, in the same words.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::Builder;
use crate::cli::{Form, Phase};
use crate::map::model::Dialect;
use crate::map::naming::Style;

/// What is read.
impl Builder {
    /// A header: a file, or a name on the include path of the target (`stdio.h`,
    /// `<sys/stat.h>`). Several make one module, in the order of `#include`.
    pub fn header(mut self, header: impl AsRef<OsStr>) -> Builder {
        self.headers.push(header.as_ref().to_owned());
        self
    }

    /// `-I`: a directory to search for headers.
    pub fn include_dir(self, directory: impl AsRef<OsStr>) -> Builder {
        self.add("-I", directory)
    }

    /// `-isystem`: a directory to search for headers, as one of the system.
    pub fn isystem(self, directory: impl AsRef<OsStr>) -> Builder {
        self.add("--isystem", directory)
    }

    /// `-D`: a macro, `NAME` or `NAME=VALUE`.
    pub fn define(self, definition: impl AsRef<OsStr>) -> Builder {
        self.add("-D", definition)
    }

    /// `-U`: a macro that shall not be defined.
    pub fn undefine(self, name: impl AsRef<OsStr>) -> Builder {
        self.add("-U", name)
    }

    /// `-include`: a file to read before the headers.
    pub fn include(self, file: impl AsRef<OsStr>) -> Builder {
        self.add("--include", file)
    }

    /// An argument of clang, as behind the `--` of a command line: `-std=c11`, `-Iinclude`.
    pub fn clang_arg(self, argument: impl AsRef<OsStr>) -> Builder {
        self.add("--clang-arg", argument)
    }

    /// Several arguments of clang.
    pub fn clang_args<I>(self, arguments: I) -> Builder
    where
        I: IntoIterator,
        I::Item: AsRef<OsStr>,
    {
        arguments.into_iter().fold(self, Builder::clang_arg)
    }

    /// A package that pkg-config knows: its flags, and its libraries as [`link`](Builder::link).
    ///
    /// ```no_run
    /// # fn main() -> Result<(), quarry_bindgen::Error> {
    /// # quarry_bindgen::worker();
    /// let builder = quarry_bindgen::Builder::new().header("gtk/gtk.h").pkg_config("gtk+-3.0 >= 3.20");
    /// builder.generate()?.write_to("gtk.pyrite")?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn pkg_config(self, name: impl AsRef<OsStr>) -> Builder {
        self.add("--pkg-config", name)
    }

    /// Lets an argument of clang through that is not known to be harmless.
    pub fn allow_arg(self, argument: impl AsRef<OsStr>) -> Builder {
        self.add("--allow-arg", argument)
    }

    /// A machine to write for: a triple, a group of them, or `@FILE`. Without any, this machine;
    /// with several, one module for all.
    ///
    /// ```standalone_crate
    /// # fn main() -> Result<(), quarry_bindgen::Error> {
    /// # quarry_bindgen::worker();
    /// let bindings = quarry_bindgen::Builder::new()
    ///     .header("stdarg.h")
    ///     .target("x86_64-unknown-linux-gnu")
    ///     .target("x86_64-pc-windows-msvc")
    ///     .generate()?;
    /// assert_eq!(bindings.summary().targets.len(), 2);
    /// # Ok(())
    /// # }
    /// ```
    pub fn target(self, target: impl AsRef<OsStr>) -> Builder {
        self.add("--target", target)
    }

    /// Several machines to write one module for.
    pub fn targets<I>(self, targets: I) -> Builder
    where
        I: IntoIterator,
        I::Item: AsRef<OsStr>,
    {
        targets.into_iter().fold(self, Builder::target)
    }

    /// The root of the headers, of every target without one of its own.
    pub fn sysroot(self, directory: impl AsRef<OsStr>) -> Builder {
        self.set("--sysroot", directory)
    }

    /// The root of one target's headers.
    pub fn sysroot_for(self, target: impl AsRef<OsStr>, directory: impl AsRef<OsStr>) -> Builder {
        self.add("--sysroot-for", pair(target.as_ref(), directory.as_ref()))
    }

    /// Goes on without the targets whose C library has no headers here, and on each target without
    /// the named headers that it does not have. [`Bindings::remarks`](super::Bindings::remarks)
    /// says which.
    pub fn skip_missing(self) -> Builder {
        self.flag("--skip-missing")
    }

    /// How many targets to read at a time; without it, one on each core.
    pub fn jobs(self, number: usize) -> Builder {
        self.set("--jobs", number.to_string())
    }

    /// How many seconds libclang may take; without it, 25.
    pub fn timeout(self, seconds: u64) -> Builder {
        self.set("--timeout", seconds.to_string())
    }

    /// How many MiB of memory libclang may take; without it, 4096.
    pub fn memory_limit(self, mebibytes: u64) -> Builder {
        self.set("--memory-limit", mebibytes.to_string())
    }

    /// An installed `quarry` of this version, a path or a name, that reads the headers in place of
    /// a second process of this program. It goes before the variable `QUARRY_BINDGEN`.
    pub fn program(mut self, path: impl Into<PathBuf>) -> Builder {
        self.program = Some(path.into());
        self
    }
}

/// What of it is written, and how.
impl Builder {
    /// Takes only what matches `[KIND:]REGEX`, and what that needs.
    pub fn allow(self, pattern: impl AsRef<OsStr>) -> Builder {
        self.add("--allow", pattern)
    }

    /// Leaves out what matches `[KIND:]REGEX`.
    pub fn block(self, pattern: impl AsRef<OsStr>) -> Builder {
        self.add("--block", pattern)
    }

    /// Does not show the members of matching structures and unions.
    pub fn opaque(self, pattern: impl AsRef<OsStr>) -> Builder {
        self.add("--opaque", pattern)
    }

    /// Writes a text about the module into its first lines.
    pub fn doc(self, text: impl AsRef<OsStr>) -> Builder {
        self.add("--doc", text)
    }

    /// Writes what matching typedefs stand for in place of their names.
    pub fn expand(self, pattern: impl AsRef<OsStr>) -> Builder {
        self.add("--expand", pattern)
    }

    /// Also takes what headers declare that match the glob.
    pub fn include_from(self, glob: impl AsRef<OsStr>) -> Builder {
        self.add("--include-from", glob)
    }

    /// Takes everything that any header declares.
    pub fn everything(self) -> Builder {
        self.flag("--everything")
    }

    /// Calls a name of C otherwise.
    pub fn rename(self, old: impl AsRef<OsStr>, new: impl AsRef<OsStr>) -> Builder {
        self.add("--rename", pair(old.as_ref(), new.as_ref()))
    }

    /// Leaves out the beginning of names.
    pub fn strip_prefix(self, prefix: impl AsRef<OsStr>) -> Builder {
        self.add("--strip-prefix", prefix)
    }

    /// Names as C has them, or as Pyrite does.
    pub fn names(self, style: Style) -> Builder {
        self.set("--names", word(&style))
    }

    /// A library that has the symbols, as the linker calls it: `sqlite3`.
    pub fn link(self, library: impl AsRef<OsStr>) -> Builder {
        self.add("--link", library)
    }

    /// A module that was written before, and what `import` calls it: what it defines in the same
    /// way is taken from it.
    pub fn import(self, name: impl AsRef<OsStr>, module: impl AsRef<OsStr>) -> Builder {
        self.add("--import", pair(name.as_ref(), module.as_ref()))
    }

    /// The form of the module's text.
    pub fn dialect(self, dialect: Dialect) -> Builder {
        self.set("--dialect", word(&dialect))
    }

    /// A module, its JSON, or one target's part of a module.
    pub fn emit(self, form: Form) -> Builder {
        self.without("--dump").set("--emit", word(&form))
    }

    /// What one phase made, in place of the module.
    pub fn dump(self, phase: Phase) -> Builder {
        self.without("--emit").set("--dump", word(&phase))
    }

    /// Writes what could be read even if a header has errors.
    /// [`Bindings::has_errors`](super::Bindings::has_errors) tells.
    pub fn keep_going(self) -> Builder {
        self.flag("--keep-going")
    }

    /// Reads the module back and checks it against C, in libclang. What is wrong is
    /// [`Error::Differs`](crate::Error::Differs).
    ///
    /// ```standalone_crate
    /// # fn main() -> Result<(), quarry_bindgen::Error> {
    /// # quarry_bindgen::worker();
    /// let builder = quarry_bindgen::Builder::new().header("stdint.h").header("limits.h");
    /// let bindings = builder.target("avr").verify().generate()?;
    /// assert_eq!(bindings.verdicts().len(), 1);
    /// # Ok(())
    /// # }
    /// ```
    pub fn verify(self) -> Builder {
        self.flag("--verify")
    }

    /// Has a C compiler check it, too: `gcc`, `clang` or a path.
    pub fn cc(self, compiler: impl AsRef<OsStr>) -> Builder {
        self.add("--cc", compiler)
    }

    /// Looks what the module declares up in a library: a path, or a linker's name.
    pub fn library(self, library: impl AsRef<OsStr>) -> Builder {
        self.add("--library", library)
    }
}

/// What is said, and to whom.
impl Builder {
    /// Has [`Bindings::diagnostics`](super::Bindings::diagnostics) hold clang's warnings, too.
    pub fn verbose(self) -> Builder {
        self.flag("--verbose")
    }

    /// Has [`Bindings::write_to`](super::Bindings::write_to) write the files that were read, too,
    /// as a rule for make.
    pub fn depfile(mut self, path: impl AsRef<Path>) -> Builder {
        self.depfile = Some(path.as_ref().to_owned());
        self
    }

    /// For a build script: [`generate`](Builder::generate) prints `cargo:rerun-if-changed=` for
    /// every file that was read, `cargo:rerun-if-env-changed=` for every variable that decides
    /// where headers and libclang are looked for, and remarks as `cargo:warning=`.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), quarry_bindgen::Error> {
    /// # quarry_bindgen::worker();
    /// let builder = quarry_bindgen::Builder::new().header("wrapper.h").cargo();
    /// let directory = std::env::var("OUT_DIR").unwrap_or_default();
    /// builder.generate()?.write_to(format!("{directory}/wrapper.pyrite"))?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn cargo(mut self) -> Builder {
        self.cargo = true;
        self
    }
}

impl Builder {
    /// Adds an option that may be given more than once.
    fn add(mut self, option: &'static str, value: impl AsRef<OsStr>) -> Builder {
        self.words.push((option, Some(value.as_ref().to_owned())));
        self
    }

    /// Adds an option in the place of one that was given before.
    fn set(self, option: &'static str, value: impl AsRef<OsStr>) -> Builder {
        self.without(option).add(option, value)
    }

    /// Adds an option without a value.
    fn flag(self, option: &'static str) -> Builder {
        let mut without = self.without(option);
        without.words.push((option, None));
        without
    }

    /// Takes an option away.
    fn without(mut self, option: &'static str) -> Builder {
        self.words.retain(|(known, _)| *known != option);
        self
    }
}

/// `A=B`.
fn pair(a: &OsStr, b: &OsStr) -> OsString {
    let mut text = a.to_owned();
    text.push("=");
    text.push(b);
    text
}

/// What a value is called on the command line.
fn word(value: &impl ValueEnum) -> String {
    let possible = value.to_possible_value();
    possible.map_or_else(String::new, |it| it.get_name().to_owned())
}
