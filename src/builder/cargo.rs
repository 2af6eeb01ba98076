//! What cargo wants to know of a build script's work.

use std::fmt::Write;
use std::path::Path;

use super::bindings::Bindings;
use super::worker::PROGRAM;
use crate::clang::find::Environment;
use crate::error::Error;
use crate::output;

/// Tells cargo which files and variables the module depends on, and what the user asked for in
/// vain.
///
/// # Errors
/// [`Error::Io`] where nobody reads it.
pub(super) fn tell(bindings: &Bindings) -> Result<(), Error> {
    output::write_stdout(lines(bindings).as_bytes())
}

/// The lines for cargo.
fn lines(bindings: &Bindings) -> String {
    let mut text = String::new();
    // A `String` takes everything.
    for input in bindings.inputs() {
        let _ = writeln!(text, "cargo:rerun-if-changed={}", one_line(input).display());
    }
    let variables = Environment::variables().into_iter().chain([PROGRAM]);
    for name in variables.chain(bindings.variables.iter().map(String::as_str)) {
        let _ = writeln!(text, "cargo:rerun-if-env-changed={name}");
    }
    for remark in bindings.remarks() {
        let help = remark.help.as_deref().map(|help| format!("; {help}"));
        let words = format!("{}{}", remark.message, help.unwrap_or_default());
        let words: Vec<&str> = words.split_whitespace().collect();
        let _ = writeln!(text, "cargo:warning={}", words.join(" "));
    }
    text
}

/// A path that one line can hold: of another one the folder, in which cargo looks at all files.
fn one_line(path: &Path) -> &Path {
    path.ancestors()
        .find(|it| !it.as_os_str().as_encoded_bytes().contains(&b'\n'))
        .unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_end_in_a_path() {
        assert_eq!(one_line(Path::new("/a/b\nc/d.h")), Path::new("/a"));
        assert_eq!(one_line(Path::new("/a/b c.h")), Path::new("/a/b c.h"));
    }
}
