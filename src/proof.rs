//! The parent's side of proof: `--verify`, `quarry bindgen verify` and `quarry bindgen check-c`.

use std::path::Path;

use crate::cli::{Format, Options, Output, Verbosity};
use crate::error::Error;
use crate::finish::conclude;
use crate::header::Header;
use crate::target::Target;
use crate::verdict::Verdict;
use crate::verify::compiler::Compiler;
use crate::verify::{self, Checked};
use crate::{Answer, Job, ask, audit, chosen, module_file, output, pyrite, report, request};

/// What a worker found out about a module, and what it was asked with.
struct Asked {
    /// The module's target, or the one that was named.
    target: Target,
    /// What the worker found out.
    checked: Checked,
    /// The lines that include the headers.
    includes: String,
    /// The module's text.
    text: String,
}

/// `quarry bindgen verify`: says on standard output what differs. Gives the exit code.
///
/// # Errors
/// Any [`Error`].
pub fn verify(module: &Path, options: &Options) -> Result<u8, Error> {
    let asked = examine(module, options, true)?;
    let text = (module, asked.text.as_str());
    let verdict = judged(
        (options, &asked.target),
        text,
        &asked.checked,
        &asked.includes,
    )?;
    conclude(&verdict, options.checks.format, options.verbosity)
}

/// `quarry bindgen check-c`: writes the claims as a C file. Gives the exit code.
///
/// # Errors
/// Any [`Error`].
pub fn check_c(module: &Path, options: &Options) -> Result<u8, Error> {
    let asked = examine(module, options, false)?;
    let parsed = module_file::parse(module, &asked.text)?;
    let claims = verify::as_c(&parsed, &asked.checked, &asked.target);
    let text = format!(
        "/* What {} says of C, for {}. Made by quarry bindgen {}. */\n{}{claims}",
        module.file_name().unwrap_or_default().display(),
        asked.target.triple,
        env!("CARGO_PKG_VERSION"),
        asked.includes
    );
    match &options.output {
        Output::Stdout => output::write_stdout(text.as_bytes())?,
        Output::File(path) => output::write(path, text.as_bytes())?,
    }
    let Checked {
        verdict, claims, ..
    } = asked.checked;
    if options.verbosity != Verbosity::Quiet {
        let to = match &options.output {
            Output::Stdout => "wrote to standard output".to_owned(),
            Output::File(path) => {
                format!("wrote {}", report::harmless_line(&path.to_string_lossy()))
            }
        };
        let claims = claims.map_or(0, |it| it.count());
        let missing = match verdict.unchecked.len() {
            0 => String::new(),
            number => format!("; {number} things cannot be claimed (--verbose lists them)"),
        };
        let list = verdict.lines(options.verbosity == Verbosity::Verbose);
        report::print(&format!("{list}{to}: {claims} claims{missing}\n"));
    }
    Ok(u8::from(!verdict.is_right()))
}

/// The end of `--verify`: what the compilers say of a module that was written. Gives the
/// exit code.
///
/// # Errors
/// Those of the compilers.
pub fn after(
    options: &Options,
    target: &Target,
    text: &str,
    checked: &Checked,
) -> Result<u8, Error> {
    let (request, _) = request(options, target)?;
    let includes: String = request
        .input
        .headers
        .iter()
        .map(Header::directive)
        .collect();
    let path = Path::new(&checked.verdict.module);
    let verdict = judged((options, target), (path, text), checked, &includes)?;
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
    let named = chosen::only(&options.targets, "one target is checked at a time")?;
    let choice = module_file::target(module, &pyrite::head(&text), named)?;
    let target = chosen::target(choice.as_ref(), &options.limits)?;
    let (request, search) = request(options, &target)?;
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
        text: text.clone(),
        naming: options.wanted.naming.clone(),
        judges,
        hand_back: !judges || !options.checks.compilers.is_empty(),
    }));
    let checked = match ask(&job, options)? {
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
        target,
        checked,
        includes,
        text,
    })
}

/// Adds what the compilers and the libraries say to libclang's verdict.
fn judged(
    (options, target): (&Options, &Target),
    (path, text): (&Path, &str),
    checked: &Checked,
    includes: &str,
) -> Result<Verdict, Error> {
    let mut verdict = checked.verdict.clone();
    let libraries = &options.checks.libraries;
    if options.checks.compilers.is_empty() && libraries.is_empty() {
        return Ok(verdict);
    }
    let module = module_file::parse(path, text)?;
    for cc in &options.checks.compilers {
        let compiler = Compiler::find_within(
            cc,
            target,
            options.sysroots.of(target),
            &options.arguments,
            options.limits.wall,
        )?;
        let mut said = verify::by_compiler(&compiler, &module, checked, includes)?;
        // Each fact is looked at by all judges, and counted once.
        for aspect in verdict.checked.keys() {
            said.checked.remove(aspect);
        }
        verdict.join(said);
    }
    if !libraries.is_empty() {
        let sysroot = options.sysroots.of(target);
        let name = verdict.module.clone();
        let said = audit::beside_proof(&module, &name, libraries, target, sysroot)?;
        verdict.join(said);
    }
    Ok(verdict)
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
