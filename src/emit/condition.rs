//! `@cfg(…)`: on which targets an item exists.

use std::fmt::{self, Display, Formatter, Write};

use super::text::shown;
use crate::target::condition::Condition;

/// `@cfg(…)` on a line of its own; nothing where the item is everywhere.
#[derive(Clone, Copy)]
pub(super) struct Above<'a>(pub(super) Option<&'a Condition>);

/// ` @cfg(…)` at the end of a comment's line, where no attribute can stand above.
pub(super) struct Behind<'a>(pub(super) Option<&'a Condition>);

impl Above<'_> {
    /// Writes the line.
    fn write(&self, out: &mut dyn Write) -> fmt::Result {
        match self.0 {
            Some(condition) => writeln!(out, "@cfg({condition})"),
            None => Ok(()),
        }
    }
}

shown!(Above<'_>);

impl Display for Behind<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(condition) => write!(f, " @cfg({condition})"),
            None => Ok(()),
        }
    }
}
