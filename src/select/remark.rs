//! What the user is told about an option that did not do what it was typed for.

use serde::{Deserialize, Serialize};

/// A warning about the command line, with the way out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// What is the matter.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}
