//! Targets as chosen → targets as they are.

use crate::clang::find::{self, Environment};
use crate::error::Error;
use crate::generate::mixed_up;
use crate::target::{Choice, Target};
use crate::worker::{self, Limits};
use crate::{Answer, Job, describe};

/// The target of a choice, or this machine where nothing was chosen.
///
/// # Errors
/// [`Error::UnknownTarget`], in an [`Error::InTargetFile`] if a file has it, where neither the table nor clang knows it.
pub fn target(choice: Option<&Choice>, limits: &Limits) -> Result<Target, Error> {
    match choice {
        None => Target::host(),
        Some(Choice::Known(target)) => Ok(target.clone()),
        Some(Choice::Unknown(unknown)) => {
            described(&unknown.triple, limits).map_err(|error| match &unknown.from {
                Some((path, line)) => Error::InTargetFile {
                    path: path.clone(),
                    line: *line,
                    error: Box::new(error),
                },
                None => error,
            })
        }
    }
}

/// Has a worker ask clang.
fn described(triple: &str, limits: &Limits) -> Result<Target, Error> {
    let libclang = find::libclang(&Environment::read())?;
    let request = describe::Request {
        triple: triple.to_owned(),
        libclang: libclang.path,
    };
    let job = Job::Describe(Box::new(request));
    match worker::run::<_, Result<Answer, Error>>(&job, limits, job.libclang())?? {
        Answer::Described(target) => Ok(*target),
        Answer::Produced(_) | Answer::Read(_) | Answer::Checked(_) => Err(mixed_up()),
    }
}

/// The targets of some choices, in their order, or this machine where nothing was chosen.
///
/// # Errors
/// As [`target`].
pub fn targets(choices: &[Choice], limits: &Limits) -> Result<Vec<Target>, Error> {
    if choices.is_empty() {
        return Ok(vec![target(None, limits)?]);
    }
    choices
        .iter()
        .map(|choice| target(Some(choice), limits))
        .collect()
}

/// The only target of some choices, if there is any; `what` says why there can be no more.
///
/// # Errors
/// [`Error::OneTarget`].
pub fn only<'c>(choices: &'c [Choice], what: &str) -> Result<Option<&'c Choice>, Error> {
    match choices {
        [] => Ok(None),
        [choice] => Ok(Some(choice)),
        [_, ..] => Err(Error::OneTarget {
            what: what.to_owned(),
            targets: choices.iter().map(|it| it.triple().to_owned()).collect(),
        }),
    }
}
