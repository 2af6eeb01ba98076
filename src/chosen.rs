//! Targets as chosen → targets as they are.

use crate::error::Error;
use crate::target::{Choice, Target};
use crate::worker::Limits;

/// The target of a choice, or this machine where nothing was chosen.
///
/// # Errors
/// [`Error::UnknownTarget`] where neither the table nor clang knows it.
pub fn target(choice: Option<&Choice>, _limits: &Limits) -> Result<Target, Error> {
    match choice {
        None => Target::host(),
        Some(Choice::Known(target)) => Ok(target.clone()),
        Some(Choice::Unknown(unknown)) => Target::parse(&unknown.triple),
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
