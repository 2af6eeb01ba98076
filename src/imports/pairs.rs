//! Which of many claims hold that need each other.
//!
//! A claim holds unless something is seen to differ: types may need themselves. So all are taken
//! to hold, each is looked at once, and what fails takes with it whatever needs it.

use rustc_hash::FxHashMap;

use super::same::{Claim, Difference, Sides};

/// What became of claims.
#[derive(Debug, Default)]
pub struct Judged<'m> {
    /// All that were looked at; with the reason for those that do not hold.
    claims: FxHashMap<Claim<'m>, Option<Difference>>,
}

impl<'m> Judged<'m> {
    /// Why a claim does not hold, if it does not.
    pub fn difference(&self, claim: Claim<'m>) -> Option<&Difference> {
        self.claims.get(&claim)?.as_ref()
    }
}

/// Looks at claims and at all that they need. `is_chosen` tells whether a name may mean a
/// definition at all: where it is a type of its own, no other can be meant.
pub fn judge<'m>(
    sides: &Sides<'_, 'm>,
    claims: impl Iterator<Item = Claim<'m>>,
    is_chosen: impl Fn(Claim<'m>) -> bool,
) -> Judged<'m> {
    let mut judged = Judged::default();
    let mut users: FxHashMap<Claim<'m>, Vec<Claim<'m>>> = FxHashMap::default();
    let mut open: Vec<Claim<'m>> = claims.collect();
    let mut failed = Vec::new();
    while let Some(claim) = open.pop() {
        if judged.claims.contains_key(&claim) {
            continue;
        }
        let needs = match is_chosen(claim) {
            true => sides.needs(claim),
            false => Err("it is another".to_owned()),
        };
        let difference = match needs {
            Ok(needs) => {
                for need in needs {
                    users.entry(need).or_default().push(claim);
                    open.push(need);
                }
                None
            }
            Err(difference) => {
                failed.push(claim);
                Some(difference)
            }
        };
        judged.claims.insert(claim, difference);
    }
    // The same reasons whatever order the claims came in.
    failed.sort_unstable();
    while let Some(claim) = failed.pop() {
        let why = judged.difference(claim).cloned().unwrap_or_default();
        let mut users = users.remove(&claim).unwrap_or_default();
        users.sort_unstable();
        for user in users {
            if let Some(slot @ None) = judged.claims.get_mut(&user) {
                *slot = Some(match claim {
                    Claim::Same(name, _) => format!("its `{name}` is another type"),
                    Claim::Fits(_) => why.clone(),
                });
                failed.push(user);
            }
        }
    }
    judged
}
