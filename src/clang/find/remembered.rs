//! What zig has answered, kept for the next run: it takes it as long to say where its headers are
//! as to read them.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::ask::{self, Answer};
use crate::child;
use crate::digest::Digest;
use crate::kept;

/// How a file of an answer begins.
const FORM: &str = "quarry bindgen zig 1\n";

/// Asks a program, unless the very same has answered this before, and the directories that it named
/// are still there. `memory` is where answers are kept; `None`: ask.
///
/// # Errors
/// Those of [`ask::ask`].
pub(super) fn ask(
    memory: Option<&Path>,
    program: &Path,
    arguments: &[&str],
) -> Result<Answer, String> {
    let Some(file) = memory.and_then(|memory| file(memory, program, arguments)) else {
        return ask::ask(program, arguments);
    };
    let kept: Option<Answer> = kept::read(&file, FORM);
    let is_there = |answer: &Answer| answer.directories.iter().all(|it| it.is_dir());
    if let Some(answer) = kept.filter(is_there) {
        return Ok(answer);
    }
    let answer = ask::ask(program, arguments)?;
    kept::write(&file, FORM, &answer);
    Ok(answer)
}

/// The file of an answer. `None` for a script: what it starts may be another program tomorrow.
fn file(memory: &Path, program: &Path, arguments: &[&str]) -> Option<PathBuf> {
    let mut start = [0; 2];
    File::open(program).ok()?.read_exact(&mut start).ok()?;
    if start == *b"#!" {
        return None;
    }
    let mut parts = vec![kept::stamp(program)?];
    parts.extend(arguments.iter().map(|word| (*word).to_owned()));
    for (name, value) in child::kept_variables() {
        parts.push(format!("{name}={}", value.display()));
    }
    let about = Digest::of_parts(parts.iter().map(|part| part.as_bytes()));
    Some(kept::file(memory, about))
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn scripts_are_asked_each_time() {
        let directory = tempfile::tempdir().unwrap();
        let script = directory.path().join("zig");
        std::fs::write(&script, "#!/bin/sh\n").unwrap();
        assert_eq!(file(directory.path(), &script, &[]), None);
        let program = Path::new("/bin/sh");
        let of = |arguments: &[&str]| file(directory.path(), program, arguments).unwrap();
        assert_eq!(of(&["a"]), of(&["a"]));
        assert_ne!(of(&["a"]), of(&["b"]));
    }

    #[test]
    fn directories_that_are_gone_are_asked_for_again() {
        let directory = tempfile::tempdir().unwrap();
        let program = Path::new("/bin/false");
        let file = file(directory.path(), program, &[]).unwrap();
        let answer = |path: &Path| Answer {
            directories: vec![path.to_owned()],
            macros: vec!["-DA".to_owned()],
        };
        let ask = || ask(Some(directory.path()), program, &[]);
        assert!(ask().is_err());
        kept::write(&file, FORM, &answer(directory.path()));
        assert_eq!(ask(), Ok(answer(directory.path())));
        kept::write(&file, FORM, &answer(Path::new("/nonexistent")));
        assert!(ask().is_err());
        std::fs::write(&file, "quarry bindgen zig 1\nnonsense").unwrap();
        assert!(ask().is_err());
    }
}
