//! What the user is told about an option that did not do what it was typed for.

use serde::{Deserialize, Serialize};

/// A warning about the command line, with the way out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// What is the matter.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// The option that had no effect. Of several targets, each says so by itself; the user meant
    /// them all.
    pub idle: Option<String>,
}

/// What is to be said of the remarks of several targets: each once, and of an option that had no
/// effect nothing where it had one on any target.
pub fn of_targets(remarks: Vec<Vec<Remark>>) -> Vec<Remark> {
    let is_idle = |option: &str| {
        let names_it = |remark: &Remark| remark.idle.as_deref() == Some(option);
        remarks.iter().all(|of_one| of_one.iter().any(names_it))
    };
    let mut said: Vec<Remark> = Vec::new();
    for remark in remarks.iter().flatten() {
        let is_said = match remark.idle.as_deref() {
            // What may help is another thing on each target: the first one's.
            Some(option) => said.iter().any(|it| it.idle.as_deref() == Some(option)),
            None => said.contains(remark),
        };
        if !is_said && remark.idle.as_deref().is_none_or(is_idle) {
            said.push(remark.clone());
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_something_on_one_target_is_not_idle() {
        let remark = |option: &str, help: &str| Remark {
            message: format!("{option} {help}"),
            help: Some(help.to_owned()),
            idle: Some(option.to_owned()),
        };
        let plain = Remark {
            message: "plain".to_owned(),
            help: None,
            idle: None,
        };
        let first = vec![remark("a", "1"), remark("b", "1"), plain.clone()];
        let second = vec![plain.clone(), remark("b", "2")];
        let said = of_targets(vec![first, second]);
        assert_eq!(said, [remark("b", "1"), plain]);
        assert_eq!(of_targets(vec![vec![], vec![remark("c", "")]]), []);
        assert_eq!(of_targets(Vec::new()), []);
    }
}
