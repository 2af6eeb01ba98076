//! One module of a run: made, proved, and written where it is another than the one on disk.

use std::collections::HashSet;
use std::path::PathBuf;

use super::lock::Locked;
use super::manifest::Module;
use super::run::Run;
use crate::check::{self, Checked, Standing};
use crate::cli::{Format, Options, Verbosity};
use crate::error::{BatchError, Error, Note};
use crate::finish::{self, Produced};
use crate::report::{self, Counts};
use crate::verdict::Verdict;
use crate::{chosen, generate, output, proof};

/// What became of a module.
pub(super) struct Made {
    /// Its output.
    pub(super) output: PathBuf,
    /// What that is.
    pub(super) state: State,
    /// How many targets it is for; 0 where it was not made.
    pub(super) targets: usize,
    /// How many items it has.
    pub(super) counts: Counts,
    /// What a lock says of it; `None` where it was not made.
    pub(super) locked: Option<Locked>,
    /// How it stands to what is on disk, where that was asked for.
    pub(super) checked: Option<Checked>,
}

/// What a module's output is after a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// Nothing that it is made from has changed.
    Current,
    /// It was made again, and is the same.
    Same,
    /// It is new, or another.
    Written,
    /// It was written, although clang found errors or something else is wrong with it.
    Faulty,
    /// It would be another, and is left as it was.
    Differs,
    /// It could not be made, and is left as it was.
    Failed,
}

impl State {
    /// Whether the run has failed by it.
    pub(super) fn has_failed(self) -> bool {
        match self {
            State::Current | State::Same | State::Written => false,
            State::Faulty | State::Differs | State::Failed => true,
        }
    }

    /// The word for it.
    pub(super) fn word(self) -> &'static str {
        match self {
            State::Current => "up to date",
            State::Same => "unchanged",
            State::Written => "written",
            State::Faulty => "written, with errors",
            State::Differs => "differs",
            State::Failed => "failed",
        }
    }
}

/// Makes a module, and says what there is to say.
pub(super) fn make(module: &Module, run: &Run<'_>) -> Made {
    run.progress.begin(&module.output);
    let made = try_make(module, run).unwrap_or_else(|error| {
        let text = told(&error, module, run);
        (failed(module), text)
    });
    end(made, module, run)
}

/// What becomes of a module that takes types from others which could not be made.
pub(super) fn without(module: &Module, failed_imports: &[PathBuf], run: &Run<'_>) -> Made {
    run.progress.begin(&module.output);
    let names: Vec<String> = failed_imports
        .iter()
        .map(|it| format!("`{}`", it.display()))
        .collect();
    let error = Error::Batch(BatchError::NotMade {
        path: module.output.clone(),
        what: format!(
            "it takes types from {}, which could not be made",
            names.join(" and ")
        ),
    });
    let text = told(&error, module, run);
    end((failed(module), text), module, run)
}

/// What is said of an error.
fn told(error: &Error, module: &Module, run: &Run<'_>) -> String {
    match module.options.verbosity {
        Verbosity::Quiet => String::new(),
        Verbosity::Normal | Verbosity::Verbose => report::error_with(error, note(module, run)),
    }
}

/// Says what there is to say.
fn end((made, text): (Made, String), module: &Module, run: &Run<'_>) -> Made {
    run.progress.end(&module.output, made.state, &text);
    made
}

/// A module that could not be made.
fn failed(module: &Module) -> Made {
    Made {
        output: module.output.clone(),
        state: State::Failed,
        targets: 0,
        counts: Counts::default(),
        locked: None,
        checked: None,
    }
}

/// Which module an error is about.
fn note(module: &Module, run: &Run<'_>) -> Note {
    Note::Note(format!(
        "`{}` was not written; it is the module of {}:{}",
        module.output.display(),
        run.batch.manifest.display(),
        module.line
    ))
}

/// Makes a module; gives what there is to say, too.
fn try_make(module: &Module, run: &Run<'_>) -> Result<(Made, String), Error> {
    let options = &module.options;
    let targets = chosen::targets(&options.targets, &options.limits)?;
    let keyed = run.cache.as_ref().and_then(|cache| {
        let key = cache.key(options, &run.tools, &targets)?;
        Some((cache, key))
    });
    if let Some((cache, key)) = keyed
        && let Some(entry) = cache.current(&module.output, key)
    {
        let made = Made {
            output: module.output.clone(),
            state: State::Current,
            targets: entry.targets,
            counts: entry.counts,
            locked: Some(entry.locked),
            checked: run.batch.check.then(|| Checked::same(&module.output)),
        };
        run.allows(module, made.locked.as_ref())?;
        let text = match options.verbosity {
            Verbosity::Quiet => String::new(),
            Verbosity::Normal | Verbosity::Verbose => report::warnings(&entry.remarks),
        };
        return Ok((made, text));
    }
    let mut produced = generate::generate(options, &run.tools, &targets)?;
    produced.remarks.retain(|remark| {
        let idle = remark.idle.as_ref();
        idle.is_none_or(|option| !module.defaults.contains(option))
    });
    options.check_outputs(&produced.inputs)?;
    let mut text = finish::of_headers(options, &produced);
    text.push_str(&finish::of_module(options, &produced, ""));
    let made_for = produced.made(&targets);
    let mut made = Made {
        output: module.output.clone(),
        state: State::Written,
        targets: made_for.len(),
        counts: produced.counts,
        locked: None,
        checked: None,
    };
    if options.checks.verify {
        let checked = produced.checked.take();
        let verdicts = proof::judge(options, &run.tools, &made_for, &produced.text, checked)?;
        let is_right = verdicts.iter().all(Verdict::is_right);
        if !is_right || options.verbosity == Verbosity::Verbose {
            text.push_str(&finish::say(&verdicts, Format::Text, options.verbosity)?);
        }
        if !is_right {
            made.state = State::Failed;
            return Ok((made, text));
        }
    }
    let locked = Locked::of(module, &produced);
    run.allows(module, Some(&locked))?;
    if run.batch.check {
        let checked = check::check(&module.output, &produced.text)?;
        made.state = match &checked.standing {
            Standing::Same => State::Same,
            Standing::Missing | Standing::Differs { .. } | Standing::NoModule { .. } => {
                State::Differs
            }
        };
        made.checked = Some(checked);
        return Ok((made, text));
    }
    made.state = write(module, &produced)?;
    if made.state != State::Faulty
        && let Some((cache, key)) = keyed
    {
        let others = others(options, &produced);
        cache.store(&module.output, key, &produced, &locked, &others);
    }
    made.locked = Some(locked);
    Ok((made, text))
}

/// What a module depends on beside the headers: the modules that it imports, and those that these
/// import; and the rule for make, which is to be there.
fn others(options: &Options, produced: &Produced) -> Vec<PathBuf> {
    let read = produced.read.iter().flat_map(|read| &read.seen.files);
    let read: HashSet<&PathBuf> = read.map(|(path, _)| path).collect();
    // clang's headers that exist in memory only are this program's.
    let is_other = |path: &&PathBuf| !read.contains(path) && path.is_file();
    let inputs = produced.inputs.iter().filter(is_other);
    inputs.chain(&options.depfile).cloned().collect()
}

/// Writes the module where it is another than the one on disk, and the rule for make.
fn write(module: &Module, produced: &Produced) -> Result<State, Error> {
    let rule = match &module.options.depfile {
        Some(depfile) => Some((depfile, output::depfile(&module.output, &produced.inputs)?)),
        None => None,
    };
    let is_written = output::update(&module.output, produced.text.as_bytes())?;
    if let Some((depfile, rule)) = rule {
        output::update(depfile, &rule)?;
    }
    Ok(
        match produced.diagnostics.iter().any(|it| it.severity.is_error()) {
            true => State::Faulty,
            false if is_written => State::Written,
            false => State::Same,
        },
    )
}
