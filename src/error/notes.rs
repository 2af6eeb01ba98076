//! What stands below an error's message: circumstances and the way out.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::Error;
use crate::clang::freestanding;
use crate::target::GROUPS;
use crate::verdict;

/// One remark below an error.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Note {
    /// A circumstance. It may have several lines.
    Note(String),
    /// What to do about it. It may have several lines.
    Help(String),
}

impl Note {
    /// The directories that a header was looked for in.
    pub fn searched(directories: &[PathBuf]) -> Note {
        if directories.is_empty() {
            return Note::Note("no include directory is known".to_owned());
        }
        let mut text = "searched in".to_owned();
        for directory in directories {
            text.push_str("\n  ");
            if directory == Path::new(freestanding::DIRECTORY) {
                text.push_str("(the compiler's own headers, which quarry brings)");
            } else {
                text.push_str(&directory.display().to_string());
            }
        }
        Note::Note(text)
    }
}

impl Error {
    /// The remarks that belong below the message, in their order.
    pub fn notes(&self) -> Vec<Note> {
        let help = |text: &str| vec![Note::Help(text.to_owned())];
        match self {
            Error::UnknownTarget { .. } => help(
                "`quarry bindgen targets` lists those that are known; any other works whose triple \
                 libclang knows, which a newer one may",
            ),
            Error::BadTarget { .. } => {
                let groups: Vec<&str> = GROUPS.iter().map(|group| group.name).collect();
                vec![Note::Help(format!(
                    "triples: `quarry bindgen targets` lists them; groups: {}; a file of them: \
                     `--target=@FILE`",
                    groups.join(", ")
                ))]
            }
            Error::InTargetFile { error, .. } => error.notes(),
            Error::OnTargets(all) => all.iter().flat_map(|it| it.error.notes()).collect(),
            Error::Merge(_) => Vec::new(),
            Error::Parts { fault, files } => {
                let of_fault = |triple: &str| fault.targets().contains(&triple);
                let named = files.iter().filter(|(triple, _)| of_fault(triple));
                let note = |(triple, path): &(String, PathBuf)| {
                    Note::Note(format!("`{}` has {triple}", path.display()))
                };
                named.map(note).collect()
            }
            Error::Import { help: text, .. } => help(text),
            Error::Part { help: text, .. } => match text.is_empty() {
                true => Vec::new(),
                false => help(text),
            },
            Error::LibclangNotFound { advice } => vec![Note::Help(advice.clone())],
            Error::Zig { .. } => {
                help("`pip install ziglang` brings one; `ZIG` may name its program")
            }
            Error::Library { .. } => {
                help("name the `.so`, `.a`, `.dylib`, `.tbd`, `.lib` or `.dll` that is linked with")
            }
            Error::Module(fault) if fault.path.extension().is_some_and(|end| end == "h") => {
                help("a C header? `quarry bindgen HEADER` makes a module of it")
            }
            Error::Module(_) => Vec::new(),
            Error::SeveralTargets { targets, .. } | Error::OneTarget { targets, .. } => {
                let targets = targets.join("\n  ");
                vec![Note::Help(format!(
                    "`--target=TRIPLE` names one of them:\n  {targets}"
                ))]
            }
            Error::LibclangTooOld { .. } => {
                help("set LIBCLANG_PATH to a newer one; `quarry bindgen doctor` shows what is used")
            }
            Error::LibclangPath { .. } => {
                help("unset it, or let it name libclang's file or directory")
            }
            Error::ParseFailed { .. } => {
                help("leave arguments for clang out until it works, to find the one that is wrong")
            }
            Error::LibclangLoad { reason, .. } if reason.contains("failed to map") => {
                help("`--memory-limit=MIB` gives it more address space")
            }
            Error::LibclangLoad { .. } => {
                help("`quarry bindgen doctor` shows every libclang that was found")
            }
            Error::HeaderNotFound {
                searched, hints, ..
            } => {
                let mut notes = vec![Note::searched(searched)];
                notes.extend(hints.iter().cloned().map(Note::Help));
                notes
            }
            Error::LibraryNotFound {
                searched, hints, ..
            } => {
                let mut notes = vec![match searched.as_slice() {
                    [] => Note::Note("no directory of libraries is known".to_owned()),
                    searched => Note::searched(searched),
                }];
                notes.extend(hints.iter().cloned().map(Note::Help));
                notes
            }
            Error::NoLibrary { .. } => help(
                "`--library=NAME` or `--library=PATH` names one; without it the module's `@link` \
                 lines do",
            ),
            Error::WorkerCrashed { last_words, .. } => {
                let mut notes = Vec::new();
                if !last_words.is_empty() {
                    notes.push(Note::Note(format!("its last words:\n{last_words}")));
                }
                notes.push(Note::Help(
                    "nothing was written; another version of libclang may read them \
                     (LIBCLANG_PATH; see `quarry bindgen doctor`)"
                        .to_owned(),
                ));
                notes
            }
            Error::WorkerNotServed { last_words, .. } => {
                let mut notes = Vec::new();
                if !last_words.is_empty() {
                    notes.push(Note::Note(format!("its last words:\n{last_words}")));
                }
                notes.push(Note::Help(format!(
                    "libclang runs in a process of its own, for which this program is started \
                     again: call `quarry_bindgen::worker()` first in its `main`. Where `main` is \
                     not yours, name an installed `quarry` of version {} by `Builder::program` or \
                     the variable QUARRY_BINDGEN",
                    env!("CARGO_PKG_VERSION")
                )));
                notes
            }
            Error::PathNotText { .. } => {
                help("libclang takes paths as text only; a link of another name leads there too")
            }
            Error::NotInRule { .. } => help(
                "make has no way to write `;`, `|`, a line end, or a backslash before `#` or `:`; \
                 without `--depfile` any path will do",
            ),
            Error::SpecialFile { .. } => help("take the #include or #embed of it out"),
            Error::WorkerTimedOut { .. } => help("`--timeout=SECONDS` gives it longer"),
            Error::WorkerOutOfMemory { .. } => help("`--memory-limit=MIB` gives it more"),
            Error::OutputIsDirectory { .. } => help("name the file to write"),
            Error::OutputIsInput { .. } => help("name another file"),
            Error::RefusedArgument { instead, .. } => help(instead),
            Error::Batch(error) => error.notes(),
            Error::Internal { .. } | Error::WorkerProtocol { .. } => {
                help("this is a mistake in quarry; please report it with the header that shows it")
            }
            Error::HeaderErrors(_) => help("`--keep-going` writes what could be read all the same"),
            Error::PkgConfig(failure) => failure.notes.clone(),
            Error::Usage { help: text, .. } => match text.is_empty() {
                true => Vec::new(),
                false => help(text),
            },
            Error::Differs { verdicts } => {
                vec![Note::Note(
                    verdict::text(verdicts, false).trim_end().to_owned(),
                )]
            }
            Error::BadPattern { reason, .. } => vec![Note::Note(reason.clone())],
            Error::BlockedNeeded(needed) => {
                let (user, blocked) = (&needed.user, &needed.blocked);
                vec![
                    Note::Note(format!("`{blocked}` is declared at {}", needed.blocked_at)),
                    Note::Help(format!(
                        "`--block={user}` leaves out what needs it, too; if `{blocked}` is a \
                         structure or union, `--opaque={blocked}` in place of the block keeps its \
                         size and hides its members"
                    )),
                ]
            }
            Error::UnknownName { .. } => {
                help("the names are C's own, or those that the module has in their place")
            }
            Error::Compiler(error) => error.notes(),
            Error::HeaderUnusable { .. }
            | Error::Judge { .. }
            | Error::WorkerStart { .. }
            | Error::Io { .. }
            | Error::BadGlob { .. }
            | Error::BadName { .. }
            | Error::RenameRefused { .. } => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn a_missing_header_lists_the_directories() {
        let error = Error::HeaderNotFound {
            name: "x.h".to_owned(),
            searched: vec!["/usr/include".into(), "/opt/include".into()],
            hints: vec!["apt-get install libx-dev".to_owned()],
        };
        assert_eq!(
            error.notes(),
            [
                Note::Note("searched in\n  /usr/include\n  /opt/include".to_owned()),
                Note::Help("apt-get install libx-dev".to_owned()),
            ]
        );
    }
}
