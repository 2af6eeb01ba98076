//! What a compiler's driver says of its headers: `gcc -E -v -x c FILE`, `zig cc -target T -E -v …`.
//!
//! gcc, clang and zig answer in the same form: the command line of the compiler proper, and the
//! list of the directories that it searches.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::child::{self, Job};
use crate::error::CompilerError;
use crate::output::signals;

/// How long an answer may take. It takes some 20 ms; the first one from a slow disk, longer.
const LIMIT: Duration = Duration::from_secs(10);

/// What a driver said.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct Answer {
    /// The directories of `#include <…>` that exist, in its order.
    pub directories: Vec<PathBuf>,
    /// The macros that it defines by itself, because its headers need them: `-DNAME=VALUE`, `-UNAME`.
    pub macros: Vec<String>,
}

/// Asks a driver; what it leaves behind is gone afterwards.
///
/// # Errors
/// Why there is no answer, as a sentence without its full stop.
pub(super) fn ask(program: &Path, arguments: &[&str]) -> Result<Answer, String> {
    let text = run(program, arguments, &["-E", "-v", "-x", "c"], true)?;
    let answer = read(&text);
    if answer.directories.is_empty() {
        return Err(format!("`{}` names no directories", program.display()));
    }
    Ok(answer)
}

/// What `zig version` says.
pub(super) fn version(program: &Path) -> Option<String> {
    let text = run(program, &["version"], &[], false).ok()?;
    let version = text.trim();
    (!version.is_empty() && !version.contains(char::is_whitespace)).then(|| version.to_owned())
}

/// Runs a program on an empty file, in a directory of its own for all that it writes; gives what it
/// says on its standard error or, for a plain question, its standard output.
fn run(
    program: &Path,
    arguments: &[&str],
    driver: &[&str],
    on_file: bool,
) -> Result<String, String> {
    signals::put_off_seen(|stop| {
        let name = program.display().to_string();
        let directory = tempfile::Builder::new()
            .prefix("quarry-")
            .tempdir()
            .map_err(|error| format!("`{name}` needs a temporary directory: {error}"))?;
        let place = directory.path();
        let mut words: Vec<OsString> = arguments.iter().chain(driver).map(Into::into).collect();
        if on_file {
            let empty = place.join("empty.c");
            std::fs::write(&empty, "")
                .map_err(|error| format!("`{name}` needs a temporary file: {error}"))?;
            words.push(empty.into_os_string());
        }
        let job = Job {
            program,
            arguments: words,
            directory: place,
            // Otherwise zig writes into the user's home and project.
            environment: ["ZIG_GLOBAL_CACHE_DIR", "ZIG_LOCAL_CACHE_DIR"]
                .map(|variable| (variable.into(), place.into()))
                .to_vec(),
            limit: LIMIT,
            name: &format!("`{name}`"),
        };
        let ended = child::run(&job, stop).map_err(|error| told(&error))?;
        if !ended.status.success() {
            let words = ended.last_words();
            let last = words.lines().find(|line| line.contains("error"));
            let last = last.or(words.lines().last()).unwrap_or("it says nothing");
            return Err(format!("`{name}` fails: {}", last.trim()));
        }
        Ok(match on_file {
            true => ended.stderr,
            false => String::from_utf8_lossy(&ended.stdout).into_owned(),
        })
    })
}

/// An error with its reason.
fn told(error: &CompilerError) -> String {
    match std::error::Error::source(error) {
        Some(source) => format!("{error}: {source}"),
        None => error.to_string(),
    }
}

/// Reads an answer.
fn read(text: &str) -> Answer {
    let mut answer = Answer::default();
    let mut in_list = false;
    let mut is_asked = false;
    for line in text.lines() {
        if line.starts_with("#include <...>") {
            in_list = true;
        } else if line.starts_with("End of search list") {
            in_list = false;
        } else if in_list {
            let directory = Path::new(line.trim());
            // A framework is no directory of headers.
            if !line.ends_with("(framework directory)") && directory.is_dir() {
                // gcc's `/usr/lib/gcc/x/12/../../../../x/include`.
                let plain = match directory.components().any(|part| part.as_os_str() == "..") {
                    true => directory.canonicalize().ok(),
                    // zig's are relative to where it is asked, if they are below that.
                    false => std::path::absolute(directory).ok(),
                };
                let plain = plain.unwrap_or_else(|| directory.to_owned());
                if !answer.directories.contains(&plain) {
                    answer.directories.push(plain);
                }
            }
        } else if !is_asked && is_compiler(line) {
            is_asked = true;
            answer.macros = macros(&words(line));
        }
    }
    answer
}

/// Whether a line is the command of the compiler proper: `cc1 …`, `clang -cc1 …`.
fn is_compiler(line: &str) -> bool {
    if !line.starts_with(' ') {
        return false;
    }
    let words = words(line);
    let program = words.first().map(Path::new).and_then(Path::file_stem);
    program.is_some_and(|stem| stem == "cc1") || words.get(1).is_some_and(|word| word == "-cc1")
}

/// The words of a command line as gcc and clang print it: in double quotes where it must be.
fn words(line: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut word: Option<String> = None;
    let mut quoted = false;
    let mut characters = line.chars();
    while let Some(character) = characters.next() {
        match character {
            '"' => {
                quoted = !quoted;
                word.get_or_insert_default();
            }
            '\\' => word.get_or_insert_default().extend(characters.next()),
            space if space.is_whitespace() && !quoted => found.extend(word.take()),
            other => word.get_or_insert_default().push(other),
        }
    }
    found.extend(word);
    found
}

/// The `-D` and `-U` of a command line, each as one word.
fn macros(words: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = words.iter();
    while let Some(word) = rest.next() {
        if word == "-D" || word == "-U" {
            found.extend(rest.next().map(|name| format!("{word}{name}")));
        } else if word.starts_with("-D") || word.starts_with("-U") {
            found.push(word.clone());
        } else if word == "-isystem" || word == "-main-file-name" || word == "-MT" {
            // Whose values may look like anything.
            rest.next();
        }
    }
    found
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;
    use crate::clang::find::tree::Tree;

    #[test]
    fn an_answer_of_clang() {
        let tree = Tree::new(&["lib/include/stdarg.h", "lib/libc/x/stdio.h", "a b/y.h"]);
        let at = |name| tree.at(name).display().to_string();
        let text = format!(
            "clang version 22\n \"/opt/zig\" -cc1 -triple x -D A=1 \"-DB=\\\"b c\\\"\" -U C -isystem -Dx \
             -x c empty.c\n -cc1 -D LATER\nignoring nonexistent directory \"/none\"\n\
             #include \"...\" search starts here:\n {}\n\
             #include <...> search starts here:\n {}\n {}\n {}\n {} (framework directory)\n /none\n\
             End of search list.\n",
            at("lib"),
            at("lib/include"),
            at("lib/include/../libc/x"),
            at("a b"),
            at("lib"),
        );
        let answer = read(&text);
        assert_eq!(answer.macros, ["-DA=1", "-DB=\"b c\"", "-UC"]);
        let real = tree.at("lib/libc/x").canonicalize().unwrap();
        assert_eq!(
            answer.directories,
            [tree.at("lib/include"), real, tree.at("a b")]
        );
    }

    #[test]
    fn an_answer_of_gcc() {
        let text = " /usr/lib/gcc-cross/aarch64-linux-gnu/12/cc1 -E -quiet -v -imultiarch \
                    aarch64-linux-gnu -D_REENTRANT x.c -mabi=lp64\n\
                    #include <...> search starts here:\n /\nEnd of search list.\n";
        let answer = read(text);
        assert_eq!(answer.macros, ["-D_REENTRANT"]);
        assert_eq!(answer.directories, [Path::new("/")]);
        assert_eq!(read("no answer\n-cc1 -DX"), Answer::default());
        let relative = read("#include <...> search starts here:\n src\nEnd of search list.\n");
        assert!(relative.directories[0].is_absolute(), "{relative:?}");
    }

    #[test]
    #[cfg(unix)]
    fn whoever_gives_no_answer_is_named() {
        let error = ask(Path::new("/bin/true"), &[]).unwrap_err();
        assert_eq!(error, "`/bin/true` names no directories");
        let error = ask(Path::new("/bin/false"), &[]).unwrap_err();
        assert_eq!(error, "`/bin/false` fails: it says nothing");
        let error = ask(Path::new("/nonexistent/zig"), &[]).unwrap_err();
        assert!(error.starts_with("`/nonexistent/zig` cannot be started: "));
    }
}
