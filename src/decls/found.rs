//! What bears a name that the user asks about: data for [`why`](crate::why).

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::location::Location;
use crate::select::{Choice, Kind};

/// One entity of C, with all of its declarations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// What it is called: `struct stat`, `macro stat`.
    pub title: String,
    /// C's name.
    pub name: String,
    /// What options call it.
    pub kind: Kind,
    /// Its declarations; the one that counts is first.
    pub declared: Vec<Declared>,
    /// What the selection says of it.
    pub choice: Choice,
    /// What else is to be said: `an enumerator of enum color`.
    pub facts: Vec<String>,
}

/// One declaration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Declared {
    /// Where it stands.
    pub location: Location,
    /// The `#include` directives that lead from a named header to it.
    pub chain: Vec<Location>,
    /// The header's path.
    pub file: PathBuf,
    /// Whether that header belongs to the named ones.
    pub in_scope: bool,
}
