//! What `--block` leaves out, and who needs it.

use serde::{Deserialize, Serialize};

use crate::location::Location;

/// Something that needs by value what is left out.
#[derive(Debug, Serialize, Deserialize)]
pub struct Needed {
    /// Who needs it, by C's name.
    pub user: String,
    /// Where that is declared.
    pub at: Location,
    /// What is left out, by C's name.
    pub blocked: String,
    /// Where that is declared.
    pub blocked_at: Location,
    /// As given: `--block=type:S`.
    pub option: String,
    /// How many others need what is left out.
    pub more: usize,
}
