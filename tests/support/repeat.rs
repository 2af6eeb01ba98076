//! C text made by repetition.

use std::fmt::Write;

/// `open`, `inner`, `close`, with the outer ones so many times.
pub(crate) fn nest(open: &str, inner: &str, close: &str, times: usize) -> String {
    [&open.repeat(times), inner, &close.repeat(times)].concat()
}

/// What `line` says of each number.
pub(crate) fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).fold(String::new(), |mut text, number| {
        let _ = writeln!(text, "{}", line(number));
        text
    })
}
