//! What became of the user's selection: data for the phases after this one.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::found::Found;
use super::model::TypeId;
use crate::select::Remark;

/// What a selection has done to one unit.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Selected {
    /// Types that are not to be written, with the option that says so. They are among the
    /// declarations only where something refers to them.
    pub blocked: BTreeMap<TypeId, String>,
    /// Records whose members are not to be shown, with the option that says so.
    pub opaque: BTreeMap<TypeId, String>,
    /// Typedefs in place of which what they stand for is written.
    pub expanded: BTreeSet<TypeId>,
    /// How many names of the scope `--block` left out.
    pub left_out: usize,
    /// Patterns that did nothing.
    pub remarks: Vec<Remark>,
    /// What bears the name that the user asks about.
    pub found: Vec<Found>,
    /// Where nothing does, the nearest name; it may be empty.
    pub nearest: String,
}
