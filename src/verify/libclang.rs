//! libclang as a judge: nothing to install, and every target.

use std::thread;

use super::judge::Complaint;
use crate::clang::{self, unit::Unit};
use crate::error::Error;
use crate::parse::{Input, MAIN_FILE};

/// The stack of a second thread, in bytes: a header that needs more has ended the first.
const STACK: usize = 512 << 20;

/// Has libclang read the headers with each of some texts, two at a time; gives its errors in each.
///
/// # Errors
/// As [`ask`].
pub fn ask_all(input: &Input, texts: &[&str]) -> Result<Vec<Vec<Complaint>>, Error> {
    let [first, second] = texts else {
        return texts.iter().map(|text| ask(input, text)).collect();
    };
    let loaded = clang::loaded();
    thread::scope(|scope| {
        let thread = thread::Builder::new()
            .stack_size(STACK)
            .spawn_scoped(scope, || {
                loaded.enter();
                ask(input, second)
            });
        let first = ask(input, first)?;
        let second = match thread.map(thread::ScopedJoinHandle::join) {
            Ok(Ok(second)) => second?,
            // No room for a thread, or a panic that comes again and is reported then.
            Ok(Err(_)) | Err(_) => ask(input, second)?,
        };
        Ok(vec![first, second])
    })
}

/// Has libclang read the headers and a text behind them; gives its errors in that text.
///
/// # Errors
/// [`Error::HeaderErrors`] where the headers have errors of their own, and what libclang itself
/// fails with.
fn ask(input: &Input, text: &str) -> Result<Vec<Complaint>, Error> {
    let mut arguments = input.clang_arguments();
    arguments.push("-w".to_owned());
    let unsaved = input.unsaved(text);
    let before = unsaved
        .iter()
        .find(|file| file.name == MAIN_FILE)
        .and_then(|file| file.text.strip_suffix(text))
        .map_or(0, str::len);
    let unit = Unit::parse(&arguments, MAIN_FILE, &unsaved, false)?;
    let main = unit
        .inclusions()
        .into_iter()
        .map(|it| it.file)
        .find(|file| unit.path(*file) == MAIN_FILE);
    let starts: Vec<usize> = std::iter::once(0)
        .chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1))
        .collect();
    let mut complaints = Vec::new();
    let mut others = Vec::new();
    for error in unit.errors() {
        let offset = usize::try_from(error.position.offset).unwrap_or(usize::MAX);
        match offset.checked_sub(before) {
            Some(offset) if error.position.file == main => complaints.push(Complaint {
                line: u32::try_from(starts.partition_point(|start| *start <= offset))
                    .unwrap_or(u32::MAX),
                message: error.message,
            }),
            Some(_) | None => others.push(error.message),
        }
    }
    if others.is_empty() {
        if !complaints.is_empty() {
            // They are asked about once more.
            unit.dispose();
        }
        return Ok(complaints);
    }
    let diagnostics = unit.diagnostics();
    let of_headers: Vec<_> = diagnostics
        .into_iter()
        .filter(|it| it.severity.is_error() && others.contains(&it.message))
        .collect();
    Err(Error::HeaderErrors(of_headers))
}
