//! `quarry bindgen verify` is seen to fail: modules of real and small headers are damaged on
//! purpose, in every way that a binding can be wrong, and each damage must be reported in its own
//! line. What cannot be seen is a list with reasons, and seen not to be seen.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

/// Making damage, and looking whether it is seen.
mod damage {
    pub(crate) mod bits;
    pub(crate) mod constants;
    pub(crate) mod functions;
    pub(crate) mod headers;
    pub(crate) mod kinds;
    pub(crate) mod records;
    pub(crate) mod run;
    pub(crate) mod small;
    pub(crate) mod text;
    pub(crate) mod types;
    pub(crate) mod unseen;
    pub(crate) mod world;
}
mod support;

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use damage::{headers, run};
use libtest_mimic::{Arguments, Trial};

/// How many kinds of damage real headers must have places for, at least.
const KINDS: usize = 300;

fn main() {
    let arguments = Arguments::from_args();
    let seen: Arc<Mutex<BTreeSet<String>>> = Arc::default();
    let mut trials = vec![Trial::test("the_editor_edits", || {
        damage::text::check_self();
        damage::types::check_self();
        damage::records::check_self();
        Ok(())
    })];
    trials.push(Trial::test("alone", damage::small::seen));
    trials.push(Trial::test("what_cannot_be_seen", damage::small::unseen));
    for header in headers::HEADERS {
        let seen = Arc::clone(&seen);
        trials.push(Trial::test(header.name, move || {
            let kinds = run::damages(&header)?;
            seen.lock().unwrap().extend(kinds);
            Ok(())
        }));
    }
    let conclusion = libtest_mimic::run(&arguments, trials);
    let seen = seen.lock().unwrap();
    // All headers have been looked at.
    if arguments.filter.is_none() && !conclusion.has_failed() {
        assert!(seen.len() >= KINDS, "only {} kinds", seen.len());
    }
    conclusion.exit();
}
