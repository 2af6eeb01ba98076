//! Probes that a compiler takes, one line each, without those that it does not.

use crate::error::Error;
use crate::verify::compiler::{Compiler, Complaint, Object};

/// How often the wrong lines are taken out: a compiler may stop at the first of them.
const ROUNDS: usize = 16;

/// What became of the probes.
pub(super) struct Compiled {
    /// The object file of the probes that are right; none where no probe is.
    pub object: Option<Object>,
    /// What the compiler says of each of the others, by its index.
    pub refused: Vec<Option<String>>,
}

/// Compiles a text with the probes behind it, each on a line of its own.
///
/// # Errors
/// Where the compiler objects to the text itself, and as [`Compiler::compile`].
pub(super) fn compile(
    compiler: &Compiler,
    text: &str,
    probes: &[String],
) -> Result<Compiled, Error> {
    let mut start = text.to_owned();
    if !start.is_empty() && !start.ends_with('\n') {
        start.push('\n');
    }
    let before = start.matches('\n').count();
    let mut refused: Vec<Option<String>> = vec![None; probes.len()];
    for round in 0..=ROUNDS {
        let mut all = start.clone();
        for (probe, refused) in probes.iter().zip(&refused) {
            if refused.is_none() {
                // A line break would move all the lines below.
                all.push_str(&probe.replace(['\n', '\r'], " "));
            }
            all.push('\n');
        }
        let complaints = match compiler.compile(&all)? {
            Ok(object) => {
                return Ok(Compiled {
                    object: Some(object),
                    refused,
                });
            }
            Err(complaints) => complaints,
        };
        let mut is_ours = false;
        for complaint in &complaints {
            let at = probe_of(complaint, before).and_then(|at| refused.get_mut(at));
            if let Some(slot) = at {
                is_ours = true;
                slot.get_or_insert_with(|| complaint.message.clone());
            }
        }
        if !is_ours || complaints.iter().any(|it| is_elsewhere(it, before)) {
            return Err(compiler.refused(&complaints));
        }
        if round == ROUNDS {
            for slot in &mut refused {
                slot.get_or_insert_with(|| "too many probes are refused one by one".to_owned());
            }
        }
    }
    Ok(Compiled {
        object: None,
        refused,
    })
}

/// The probe that a complaint is about.
fn probe_of(complaint: &Complaint, before: usize) -> Option<usize> {
    let line = usize::try_from(complaint.line?).ok()?;
    line.checked_sub(before)?.checked_sub(1)
}

/// Whether it is about the text in front of the probes, or what that includes.
fn is_elsewhere(complaint: &Complaint, before: usize) -> bool {
    probe_of(complaint, before).is_none()
}
