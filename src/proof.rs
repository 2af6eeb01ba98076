//! The parent's side of proof: `--verify`, `quarry bindgen verify` and `quarry bindgen check-c`.

use std::path::Path;

use crate::cli::{Format, Options, Output, Verbosity};
use crate::error::Error;
use crate::finish::conclude;
use crate::header::Header;
use crate::verdict::Verdict;
use crate::verify::compiler::Compiler;
use crate::verify::{self, Checked, Complaint};
use crate::{Answer, Job, ask, module_file, output, pyrite, report, request};

/// What a worker found out about a module, and what it was asked with.
struct Asked {
    /// The options with the module's own target.
    options: Options,
    /// What the worker found out.
    checked: Checked,
    /// The lines that include the headers.
    includes: String,
}

/// `quarry bindgen verify`: says on standard output what differs. Gives the exit code.
///
/// # Errors
/// Any [`Error`].
pub fn verify(module: &Path, options: &Options) -> Result<u8, Error> {
    let asked = examine(module, options, true)?;
    let verdict = judged(&asked.options, asked.checked, &asked.includes)?;
    conclude(&verdict, options.checks.format, options.verbosity)
}

/// `quarry bindgen check-c`: writes the claims as a C file. Gives the exit code.
///
/// # Errors
/// Any [`Error`].
pub fn check_c(module: &Path, options: &Options) -> Result<u8, Error> {
    let asked = examine(module, options, false)?;
    let claims = verify::readable(&asked.checked.subjects).text;
    let text = format!(
        "/* What {} says of C, for {}. Made by quarry bindgen {}. */\n{}{claims}",
        module.file_name().unwrap_or_default().display(),
        asked.options.target.triple,
        env!("CARGO_PKG_VERSION"),
        asked.includes
    );
    match &options.output {
        Output::Stdout => output::write_stdout(text.as_bytes())?,
        Output::File(path) => output::write(path, text.as_bytes())?,
    }
    let verdict = asked.checked.verdict;
    if options.verbosity != Verbosity::Quiet {
        report::print(&verdict.text(options.verbosity == Verbosity::Verbose));
    }
    Ok(u8::from(!verdict.is_right()))
}

/// The end of `--verify`: what the compilers say of a module that was written. Gives the
/// exit code.
///
/// # Errors
/// Those of the compilers.
pub fn after(options: &Options, checked: Checked) -> Result<u8, Error> {
    let (request, _) = request(options)?;
    let includes: String = request
        .input
        .headers
        .iter()
        .map(Header::directive)
        .collect();
    let verdict = judged(options, checked, &includes)?;
    if options.verbosity != Verbosity::Quiet {
        let text = said(&verdict, options)?;
        match (&options.output, options.checks.format) {
            (Output::File(_), Format::Json) => output::write_stdout(text.as_bytes())?,
            (Output::File(_) | Output::Stdout, _) => report::print(&text),
        }
    }
    Ok(u8::from(!verdict.is_right()))
}

/// Has a worker look at a module.
fn examine(module: &Path, options: &Options, judges: bool) -> Result<Asked, Error> {
    let text = module_file::text(module)?;
    let mut options = options.clone();
    let named = options.target_is_named.then_some(&options.target);
    options.target = module_file::target(module, &pyrite::head(&text), named)?;
    let (request, search) = request(&options)?;
    let includes = request
        .input
        .headers
        .iter()
        .map(Header::directive)
        .collect();
    let job = Job::Examine(Box::new(verify::Request {
        input: request.input,
        libclang: request.libclang,
        path: module.to_owned(),
        text,
        naming: options.wanted.naming.clone(),
        judges,
        hand_back: !judges || !options.checks.compilers.is_empty(),
    }));
    let checked = match ask(&job, &options)? {
        Ok(Answer::Checked(checked)) => *checked,
        Ok(Answer::Produced(_)) => {
            return Err(Error::Internal {
                what: "a module in place of a verdict".to_owned(),
            });
        }
        Err(mut error) => {
            search.explain(&mut error);
            return Err(error);
        }
    };
    Ok(Asked {
        options,
        checked,
        includes,
    })
}

/// Adds what the compilers say to libclang's verdict.
fn judged(options: &Options, checked: Checked, includes: &str) -> Result<Verdict, Error> {
    let mut verdict = checked.verdict;
    let before = u32::try_from(includes.lines().count()).unwrap_or(u32::MAX);
    for cc in &options.checks.compilers {
        let compiler = Compiler::find_within(
            cc,
            &options.target,
            options.sysroot.as_deref(),
            &options.arguments,
            options.limits.wall,
        )?;
        let mut ask = |text: &str| complaints(&compiler, &format!("{includes}{text}"), before);
        let mut said = verify::judge(&checked.subjects, &compiler.name(), &mut ask)?;
        // Each fact is looked at by all judges, and counted once.
        said.checked.clear();
        verdict.join(said);
    }
    Ok(verdict)
}

/// What a compiler objects to, by the line behind those that include the headers.
fn complaints(compiler: &Compiler, text: &str, before: u32) -> Result<Vec<Complaint>, Error> {
    let said = compiler.check(text)?;
    said.into_iter()
        .map(|complaint| match complaint.line {
            Some(line) if line > before && !complaint.is_fatal => Ok(Complaint {
                line: line - before,
                message: complaint.message,
            }),
            Some(_) | None => Err(Error::Judge {
                name: compiler.name(),
                what: format!("{}: {}", complaint.place, complaint.message),
            }),
        })
        .collect()
}

/// A verdict as it was asked for.
fn said(verdict: &Verdict, options: &Options) -> Result<String, Error> {
    match options.checks.format {
        Format::Text => Ok(verdict.text(options.verbosity == Verbosity::Verbose)),
        Format::Json => verdict.json().map_err(|error| Error::Internal {
            what: error.to_string(),
        }),
    }
}
