//! The parent's side of proof: `--verify`, `quarry bindgen verify` and `quarry bindgen check-c`.

use std::path::Path;

use crate::clang::find::Root;
use crate::cli::{Format, Options, Output, Verbosity};
use crate::error::{CompilerError, Error, OnTargets};
use crate::finish::{Produced, conclude, say};
use crate::generate::{self, Tools, in_parallel, mixed_up};
use crate::imports::{Loaded, whole};
use crate::target::Target;
use crate::verdict::{Unchecked, Verdict};
use crate::verify::compiler::Compiler;
use crate::verify::{self, Checked};
use crate::{Answer, Job, audit, chosen, module_file, output, pyrite, report};

/// A module to be looked at.
#[derive(Clone, Copy)]
struct Subject<'a> {
    /// What it is called.
    path: &'a Path,
    /// Its text.
    text: &'a str,
    /// The modules that it imports.
    loaded: &'a Loaded,
    /// How.
    options: &'a Options,
    /// With what.
    tools: &'a Tools,
    /// On how many targets.
    targets: usize,
}

/// What a worker found out about a module on one target.
struct Asked {
    /// What the worker found out.
    checked: Checked,
    /// The lines that include the headers.
    includes: String,
}

/// `quarry bindgen verify`: says on standard output what differs. Gives the exit code.
///
/// # Errors
/// Any [`Error`].
pub fn verify(path: &Path, options: &Options) -> Result<u8, Error> {
    let verdicts = verdicts(path, options)?;
    conclude(&verdicts, options.checks.format, options.verbosity)
}

/// What is to be said of a module that anyone wrote, on each of its targets.
///
/// # Errors
/// Any [`Error`].
pub fn verdicts(path: &Path, options: &Options) -> Result<Vec<Verdict>, Error> {
    let text = module_file::text(path)?;
    let choices = module_file::targets(&pyrite::head(&text), &options.targets)?;
    let targets = chosen::targets(&choices, &options.limits)?;
    let subject = Subject {
        path,
        text: &text,
        loaded: &Loaded::of_text(path, &text, &options.imports)?,
        options,
        tools: &Tools::find(options.jobs())?,
        targets: targets.len(),
    };
    subject.verdicts(&targets)
}

/// `quarry bindgen check-c`: writes the claims as a C file. Gives the exit code.
///
/// # Errors
/// Any [`Error`].
pub fn check_c(path: &Path, options: &Options) -> Result<u8, Error> {
    let text = module_file::text(path)?;
    let loaded = Loaded::of_text(path, &text, &options.imports)?;
    let subject = Subject {
        path,
        text: &text,
        loaded: &loaded,
        options,
        tools: &Tools::find(1)?,
        targets: 1,
    };
    let named = chosen::only(&options.targets, "the claims are written for one target")?;
    let choice = module_file::target(path, &pyrite::head(&text), named)?;
    let target = chosen::target(choice.as_ref(), &options.limits)?;
    let asked = subject.examine(&target, false)?;
    let parsed = module_file::parse(path, &text)?;
    let parsed = whole(path, &parsed, &loaded, &target)?;
    let claims = verify::as_c(&parsed, &asked.checked, &target);
    let text = format!(
        "/* What {} says of C, for {}. Made by quarry bindgen {}. */\n{}{claims}",
        path.file_name().unwrap_or_default().display(),
        target.triple,
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

/// What C says of a module that was made, on each target; `checked` is what the worker that made
/// it has found out, where there was one.
///
/// # Errors
/// Any [`Error`].
pub fn judge(
    options: &Options,
    tools: &Tools,
    targets: &[Target],
    text: &str,
    checked: Option<Box<Checked>>,
) -> Result<Vec<Verdict>, Error> {
    let subject = Subject {
        path: options.module_name(),
        text,
        loaded: &Loaded::of_text(options.module_name(), text, &options.imports)?,
        options,
        tools,
        targets: targets.len(),
    };
    match (targets, checked) {
        // The worker that made it has looked at it, too.
        ([target], Some(checked)) => {
            let includes = match options.checks.compilers.is_empty() {
                true => String::new(),
                false => includes(options, tools, target)?,
            };
            let checked = *checked;
            Ok(vec![subject.judged(target, Asked { checked, includes })?.0])
        }
        (targets, _) => subject.verdicts(targets),
    }
}

/// The end of `--verify`: says what C says of a module that was written. Gives the exit code.
///
/// # Errors
/// Any [`Error`].
pub fn after(
    options: &Options,
    tools: &Tools,
    targets: &[Target],
    produced: Produced,
) -> Result<u8, Error> {
    let targets = produced.made(targets);
    let verdicts = judge(options, tools, &targets, &produced.text, produced.checked)?;
    let text = say(&verdicts, options.checks.format, options.verbosity)?;
    match (&options.output, options.checks.format) {
        (Output::File(_), Format::Json) => output::write_stdout(text.as_bytes())?,
        (Output::File(_) | Output::Stdout, _) => report::print(&text),
    }
    Ok(u8::from(!verdicts.iter().all(Verdict::is_right)))
}

/// The lines that include the headers.
fn includes(options: &Options, tools: &Tools, target: &Target) -> Result<String, Error> {
    let system = tools.system_headers(options, target);
    let (request, _) = generate::request(options, tools, target, system)?;
    Ok(request.input.directives())
}

impl Subject<'_> {
    /// What all judges say of it on each target.
    fn verdicts(&self, targets: &[Target]) -> Result<Vec<Verdict>, Error> {
        let verdict = |target: &Target| {
            let asked = self.examine(target, true)?;
            self.judged(target, asked)
        };
        let judged = in_parallel(targets, self.options.jobs(), verdict)?;
        let (mut verdicts, mut failed) = (Vec::new(), Vec::new());
        let mut unasked = vec![0; self.options.checks.compilers.len()];
        let mut last = None;
        for (target, judged) in targets.iter().zip(judged) {
            match judged {
                Ok((verdict, others)) => {
                    verdicts.push(verdict);
                    for (compiler, error) in others {
                        if let Some(count) = unasked.get_mut(compiler) {
                            *count += 1;
                        }
                        last = Some((compiler, error));
                    }
                }
                Err(error) if targets.len() == 1 => return Err(error),
                Err(error) => OnTargets::add(&mut failed, &target.triple, error),
            }
        }
        match last {
            _ if !failed.is_empty() => Err(Error::OnTargets(failed)),
            // It can judge none of them.
            Some((_, error)) if unasked.contains(&targets.len()) => Err(error),
            Some(_) | None => Ok(verdicts),
        }
    }

    /// Has a worker look at it.
    fn examine(&self, target: &Target, judges: bool) -> Result<Asked, Error> {
        let (options, tools) = (self.options, self.tools);
        let system = tools.system_headers(options, target);
        let (request, search) = generate::request(options, tools, target, system)?;
        let includes = request.input.directives();
        let job = Job::Examine(Box::new(verify::Request {
            input: request.input,
            libclang: request.libclang,
            path: self.path.to_owned(),
            text: self.text.to_owned(),
            imported: self.loaded.library.clone(),
            naming: options.wanted.naming.clone(),
            judges,
            hand_back: !judges || !options.checks.compilers.is_empty(),
        }));
        match tools.ask(&job, &options.limits)? {
            Ok(Answer::Checked(checked)) => Ok(Asked {
                checked: *checked,
                includes,
            }),
            Ok(Answer::Produced(_) | Answer::Read(_) | Answer::Described(_)) => Err(mixed_up()),
            Err(mut error) => {
                search.explain(&mut error);
                Err(error)
            }
        }
    }

    /// Adds what the compilers and the libraries say to libclang's verdict. Gives the compilers
    /// that cannot judge this target, too, by their place in the list.
    fn judged(
        &self,
        target: &Target,
        asked: Asked,
    ) -> Result<(Verdict, Vec<(usize, Error)>), Error> {
        let Asked { checked, includes } = asked;
        let options = self.options;
        let mut verdict = checked.verdict.clone();
        let mut others = Vec::new();
        let libraries = &options.checks.libraries;
        if options.checks.compilers.is_empty() && libraries.is_empty() {
            return Ok((verdict, others));
        }
        let module = module_file::parse(self.path, self.text)?;
        let module = whole(self.path, &module, self.loaded, target)?;
        for (place, cc) in options.checks.compilers.iter().enumerate() {
            let found = Compiler::find_within(
                cc,
                target,
                options.sysroots.of(target),
                &self.tools.arguments(options, target)?,
                options.limits.wall,
            );
            let compiler = match found {
                Ok(compiler) => compiler,
                Err(
                    error @ Error::Compiler(
                        CompilerError::NotFound { .. } | CompilerError::OtherMachine { .. },
                    ),
                ) if self.targets > 1 => {
                    others.push((place, error));
                    continue;
                }
                Err(error) => return Err(error),
            };
            let mut said = match verify::by_compiler(&compiler, &module, &checked, &includes) {
                Ok(said) => said,
                // It may lack the headers of one target and judge the others.
                Err(error @ Error::Judge { .. }) if self.targets > 1 => {
                    verdict.unchecked.push(Unchecked {
                        line: 1,
                        item: cc.clone(),
                        reason: error.to_string(),
                    });
                    others.push((place, error));
                    continue;
                }
                Err(error) => return Err(error),
            };
            // Each fact is looked at by all judges, and counted once.
            for aspect in verdict.checked.keys() {
                said.checked.remove(aspect);
            }
            verdict.join(said);
        }
        if !libraries.is_empty() {
            let sysroot = options.sysroots.of(target).and_then(Root::directory);
            let name = verdict.module.clone();
            let said = audit::beside_proof(&module, &name, libraries, target, sysroot)?;
            verdict.join(said);
        }
        Ok((verdict, others))
    }
}
