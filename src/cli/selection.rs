//! The options that select: `--allow`, `--block`, `--opaque`, `--expand`.

use clap::Args;

use crate::error::Error;
use crate::select::{Pattern, Selection};

/// As typed.
#[derive(Debug, Args)]
pub(super) struct Selecting {
    /// Take only what matches, and what that needs; repeatable
    #[arg(long, value_name = "[KIND:]REGEX", help_heading = "Selection")]
    allow: Vec<String>,

    /// Leave out what matches; repeatable
    #[arg(long, value_name = "[KIND:]REGEX", help_heading = "Selection")]
    block: Vec<String>,

    /// Do not show the members of matching structures and unions; repeatable
    #[arg(long, value_name = "REGEX", help_heading = "Selection")]
    opaque: Vec<String>,

    /// Write what matching typedefs stand for in their place; repeatable
    #[arg(long, value_name = "REGEX", help_heading = "Selection")]
    expand: Vec<String>,
}

impl Selecting {
    /// Checks the patterns.
    ///
    /// # Errors
    /// [`Error::BadPattern`].
    pub(super) fn check(&self) -> Result<Selection, Error> {
        Ok(Selection {
            allow: patterns("allow", &self.allow)?,
            block: patterns("block", &self.block)?,
            opaque: patterns("opaque", &self.opaque)?,
            expand: patterns("expand", &self.expand)?,
            why: None,
        })
    }
}

/// Checks the patterns of one option.
fn patterns(option: &str, texts: &[String]) -> Result<Vec<Pattern>, Error> {
    let parse = |text: &String| {
        Pattern::parse(option, text).map_err(|reason| Error::BadPattern {
            option: option.to_owned(),
            pattern: text.clone(),
            reason,
        })
    };
    texts.iter().map(parse).collect()
}
