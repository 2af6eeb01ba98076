//! The worker's side: read the request, give up rights, do the job, answer.

use std::io::{BufWriter, Read, Write};

use serde::de::DeserializeOwned;

use super::{Answers, FAILED, Limits, Outcome, PARENT, arena, frame, sandbox, stack};
use crate::caught::catch;

/// How much of an answer is collected before it is sent, in bytes. Longer texts go out directly.
const PIECE: usize = 64 << 10;

/// Does one job: the whole of a worker's `main`. Gives the exit code.
///
/// The request comes from standard input, the answer goes to standard output. `job` runs on a
/// large stack, without the right to write files; a panic in it is an answer too.
pub fn serve<Q, A>(job: impl FnOnce(Q) -> A + Send) -> u8
where
    Q: DeserializeOwned,
    A: Answers,
{
    match try_serve(job) {
        Ok(()) => 0,
        Err(what) => {
            let _ = writeln!(std::io::stderr(), "{what}");
            FAILED
        }
    }
}

/// [`serve`] with its failures as words, of which there are none after the job has begun.
fn try_serve<Q, A>(job: impl FnOnce(Q) -> A + Send) -> Result<(), String>
where
    Q: DeserializeOwned,
    A: Answers,
{
    frame::greet(std::io::stdout().lock()).map_err(|error| format!("nobody listens: {error}"))?;
    let parent = std::env::args_os().nth(2);
    let parent = parent.as_ref().and_then(|argument| argument.to_str());
    let parent = parent.and_then(|text| text.strip_prefix(PARENT)?.parse().ok());
    if !sandbox::end_with_parent(parent) {
        return Err("the command is gone".to_owned());
    }
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .read_to_end(&mut bytes)
        .map_err(|error| format!("the request cannot be read: {error}"))?;
    let (limits, request) = postcard::take_from_bytes::<Limits>(&bytes)
        .map_err(|error| format!("the request makes no sense: {error}"))?;
    limits
        .apply(stack::space(), arena::space(&limits))
        .map_err(|error| format!("the right to write files cannot be given up: {error}"))?;
    sandbox::give_up_rights();
    stack::run(|| answer(job, request))?
}

/// Decodes the request, does the job and writes the answer. All of it is recursive in the depth
/// of the data, so all of it is done on the large stack.
fn answer<Q, A>(job: impl FnOnce(Q) -> A, request: &[u8]) -> Result<(), String>
where
    Q: DeserializeOwned,
    A: Answers,
{
    let request: Q = postcard::from_bytes(request)
        .map_err(|error| format!("the request makes no sense: {error}"))?;
    let mut outcome = match catch(|| job(request)) {
        Ok(answer) => Outcome::Done(answer),
        Err(message) => Outcome::Panicked(message),
    };
    let text = match &mut outcome {
        Outcome::Done(answer) => answer.text().map(std::mem::take),
        Outcome::Panicked(_) => None,
    };
    let text = text.unwrap_or_default();
    let length = postcard::experimental::serialized_size(&outcome)
        .map_err(|error| format!("the answer cannot be written down: {error}"))?;
    // It goes out as it is written down, and its text as it is: copies would take new memory.
    let mut output = BufWriter::with_capacity(PIECE, std::io::stdout().lock());
    frame::begin(&mut output, length, text.len())
        .map_err(|error| format!("the answer cannot be sent: {error}"))?;
    postcard::to_io(&outcome, &mut output)
        .map_err(|error| format!("the answer cannot be sent: {error}"))?;
    // No time is lost on taking the answer apart: the process ends now.
    std::mem::forget(outcome);
    output
        .write_all(text.as_bytes())
        .and_then(|()| output.flush())
        .map_err(|error| format!("the answer cannot be sent: {error}"))
}
