//! Where a declaration exists, in words.

use crate::target::set::Set;
use crate::target::{DataModel, Target};

/// Stub.
pub fn class(set: Set, targets: &[Target], _models: &[DataModel]) -> Option<String> {
    (set.len() < targets.len()).then(|| {
        let names: Vec<&str> = set
            .iter()
            .filter_map(|it| targets.get(it))
            .map(|it| it.triple.as_str())
            .collect();
        names.join(", ") + " only"
    })
}
