//! The library's way in: what `quarry bindgen` does, for build scripts and other programs.
//!
//! A [`Builder`] collects what one would type and has it checked as the command line is
//! ([`cli::parse`]): there is one way to say what shall be made, and one to refuse it.

mod bindings;
mod cargo;
mod options;
mod worker;

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::thread;

pub use bindings::Bindings;
pub use worker::worker;

use crate::cli::{self, Declined, Invocation, Options, Output, Product};
use crate::error::Error;
use crate::generate::Tools;
use crate::verdict::Verdict;
use crate::{chosen, generate, proof};

/// The stack of the thread that makes a module, in bytes, which is only taken as far as it is
/// used: types nest as deeply as a header says, and so does what a worker hands back.
const STACK: usize = 256 << 20;

/// What shall be made of which headers.
///
/// Every method is an option of `quarry bindgen` and has its name; `quarry bindgen --help` and the
/// guide say more. What a method is given is checked by [`generate`](Builder::generate), which
/// gives the same errors as the command line.
///
/// | to | there is |
/// |---|---|
/// | say what is read | [`header`](Builder::header), [`include_dir`](Builder::include_dir), [`define`](Builder::define), [`clang_arg`](Builder::clang_arg), [`pkg_config`](Builder::pkg_config), [`target`](Builder::target), [`sysroot`](Builder::sysroot) |
/// | choose of it | [`allow`](Builder::allow), [`block`](Builder::block), [`opaque`](Builder::opaque), [`include_from`](Builder::include_from) |
/// | give names | [`names`](Builder::names), [`rename`](Builder::rename), [`strip_prefix`](Builder::strip_prefix), [`link`](Builder::link) |
/// | prove it | [`verify`](Builder::verify), [`cc`](Builder::cc), [`library`](Builder::library) |
/// | get the result | [`Bindings::text`], [`Bindings::write_to`], [`Bindings::check`] |
/// | know what it depends on | [`Builder::cargo`], [`Builder::depfile`], [`Bindings::inputs`] |
/// | tell the user | [`Bindings::report`], [`Error::report`] |
///
/// # The worker
///
/// libclang may die of a header, so it runs in a process of its own, for which this program is
/// started again. Call [`worker`] first in `main`:
///
/// ```standalone_crate
/// fn main() -> Result<(), quarry_bindgen::Error> {
///     quarry_bindgen::worker();
///
///     let bindings = quarry_bindgen::Builder::new()
///         .header("stddef.h")
///         .target("x86_64-unknown-linux-gnu")
///         .allow("type:size_t")
///         .generate()?;
///     assert!(bindings.text().contains("type size_t = usize"));
///     Ok(())
/// }
/// ```
///
/// Where a program does not, [`generate`](Builder::generate) does it when the second process gets
/// there: what stands before it runs twice. In a test, `main` belongs to the test harness, and
/// [`program`](Builder::program) or the variable `QUARRY_BINDGEN` names an installed `quarry`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[must_use = "nothing is made before `generate` is called"]
pub struct Builder {
    /// The headers, as typed.
    headers: Vec<OsString>,
    /// The options of the command line, each with its value if it has one, in their order.
    words: Vec<(&'static str, Option<OsString>)>,
    /// Where the rule for make goes.
    depfile: Option<PathBuf>,
    /// A `quarry` that is started as the worker.
    program: Option<PathBuf>,
    /// Tell cargo on standard output what was read.
    cargo: bool,
}

impl Builder {
    /// For this machine, of no header yet.
    pub fn new() -> Builder {
        Builder::default()
    }

    /// Reads the headers and makes the module. Nothing is written.
    ///
    /// # Errors
    /// What `quarry bindgen` would refuse, and [`Error::Differs`] where
    /// [`verify`](Builder::verify) was asked for and the module is not what C says.
    pub fn generate(&self) -> Result<Bindings, Error> {
        let options = self.options()?;
        let mut made = with_room(|| make(&options))?;
        made.depfile.clone_from(&self.depfile);
        if self.cargo {
            cargo::tell(&made)?;
        }
        Ok(made)
    }

    /// Says what became of a name of the headers, as `quarry bindgen why` does: where it is
    /// declared, what is written for it or why nothing is, and which option changes that.
    ///
    /// # Errors
    /// [`Error::UnknownName`], and what [`generate`](Builder::generate) gives.
    pub fn why(&self, name: &str) -> Result<String, Error> {
        let mut options = self.options()?;
        options.selection.why = Some(name.to_owned());
        options.product = Product::Why;
        options.checks.verify = false;
        chosen::only(&options.targets, "`why` tells of one target")?;
        Ok(with_room(|| make(&options))?.text().to_owned())
    }

    /// Checks a module that anyone wrote against the headers, on each of its targets, as `quarry
    /// bindgen verify` does.
    ///
    /// # Errors
    /// [`Error::Module`] where it is none, and what [`generate`](Builder::generate) gives; that it
    /// is not what C says is none, but [`Verdict::is_right`] tells.
    pub fn verify_module(&self, path: impl AsRef<Path>) -> Result<Vec<Verdict>, Error> {
        let (options, path) = (self.options()?, path.as_ref());
        with_room(|| proof::verdicts(path, &options))
    }

    /// What was said, checked as a command line. In a process that was started as a worker, it
    /// becomes one.
    ///
    /// # Errors
    /// As `quarry bindgen`; what no option could say is [`Error::Usage`].
    fn options(&self) -> Result<Box<Options>, Error> {
        worker();
        if self.headers.is_empty() {
            return Err(Error::Usage {
                what: "no header is named".to_owned(),
                help: "`Builder::header(\"wrapper.h\")` names one".to_owned(),
            });
        }
        let made = cli::parse(self.line()).map_err(|declined| match declined {
            Declined::Refused { error, .. } => error,
            Declined::Clap(error) => Error::usage(&error.render().to_string()),
        })?;
        let Invocation::Bindgen(mut options) = made else {
            return Err(Error::Internal {
                what: "these options make no module".to_owned(),
            });
        };
        options.output = Output::Stdout;
        options.limits.program = worker::program(self.program.as_deref())?;
        Ok(options)
    }

    /// The command line that says the same.
    fn line(&self) -> Vec<OsString> {
        let mut line: Vec<OsString> = vec!["quarry".into(), "bindgen".into()];
        for (option, value) in &self.words {
            let mut word = OsString::from(option);
            if let Some(value) = value {
                word.push("=");
                word.push(value);
            }
            line.push(word);
        }
        line.extend(self.headers.iter().map(|name| as_header(name)));
        line
    }
}

/// A header as a command line has it, where it is neither an option nor a command.
fn as_header(name: &OsStr) -> OsString {
    let is_else = name
        .to_str()
        .is_some_and(|text| text.starts_with('-') || cli::is_command(text));
    if !is_else {
        return name.to_owned();
    }
    let is_file = Path::new(name).is_file();
    let (before, after) = if is_file { ("./", "") } else { ("<", ">") };
    let mut word = OsString::from(before);
    word.push(name);
    word.push(after);
    word
}

/// Does something on a large stack.
fn with_room<T: Send>(work: impl Fn() -> Result<T, Error> + Sync) -> Result<T, Error> {
    thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(STACK);
        match thread.spawn_scoped(scope, &work) {
            Ok(handle) => handle.join().unwrap_or_else(|_| {
                Err(Error::Internal {
                    what: "the thread that makes the module panicked".to_owned(),
                })
            }),
            // No room for a thread: there may be enough for a plain header.
            Err(_) => work(),
        }
    })
}

/// Makes the module.
fn make(options: &Options) -> Result<Bindings, Error> {
    let targets = chosen::targets(&options.targets, &options.limits)?;
    let tools = Tools::find(options.jobs())?;
    let mut produced = generate::generate(options, &tools, &targets)?;
    let targets = produced.made(&targets);
    let mut verdicts = Vec::new();
    if options.checks.verify {
        let checked = produced.checked.take();
        verdicts = proof::judge(options, &tools, &targets, &produced.text, checked)?;
    }
    if !verdicts.iter().all(|verdict| verdict.is_right()) {
        return Err(Error::Differs { verdicts });
    }
    let mut made = Bindings::new(&targets, produced, verdicts);
    if !options.packages.names.is_empty() {
        let of_target = |target| crate::pkg_config::variables(target);
        made.variables = targets.iter().flat_map(of_target).collect();
        made.variables.sort();
        made.variables.dedup();
    }
    Ok(made)
}

#[cfg(test)]
mod tests;
