//! What pkg-config prints → what the rest of the program takes.

use super::Failure;
use crate::cli::{check_clang_arguments, check_library};
use crate::error::{Error, Note};
use crate::select::Remark;

/// The words of a line that is meant for a shell.
///
/// # Errors
/// [`Failure`] where a quotation has no end.
pub(super) fn words(line: &str) -> Result<Vec<String>, Failure> {
    shlex::split(line).ok_or_else(|| {
        Failure::new(
            format!("pkg-config's answer cannot be read: {}", line.trim()),
            "a quotation in a `.pc` file has no end".to_owned(),
        )
    })
}

/// Arguments of clang.
///
/// # Errors
/// [`Failure`] for one that is not known to be harmless.
pub(super) fn arguments(words: &[String], allowed: &[String]) -> Result<Vec<String>, Failure> {
    check_clang_arguments(words, allowed).map_err(|error| {
        let (what, mut notes) = (error.to_string(), error.notes());
        if let Error::RefusedArgument { argument, .. } = &error {
            notes = vec![Note::Help(match argument.starts_with('-') {
                true => format!("`--allow-arg={argument}` lets it through"),
                // pkgconf escapes it behind `-I`, and forgets to behind `-isystem`.
                false => "if it is the end of a path with a blank, pkg-config prints it so: name \
                          that folder by -isystem, without the package"
                    .to_owned(),
            })];
        }
        Failure {
            what: format!("pkg-config gives {what}"),
            notes,
        }
    })
}

/// The names of libraries, in their order, each once; and what is no name, as remarks.
///
/// Directories, and what else is for the linker alone, says nothing of which libraries these are.
pub(super) fn libraries(words: &[String]) -> (Vec<String>, Vec<Remark>) {
    let mut libraries: Vec<String> = Vec::new();
    let mut remarks = Vec::new();
    // `-Wl,-framework,Cocoa` is `-framework Cocoa`.
    let mut rest = words
        .iter()
        .flat_map(|word| match word.strip_prefix("-Wl,") {
            Some(words) => words.split(',').collect(),
            None => vec![word.as_str()],
        });
    while let Some(word) = rest.next() {
        let is_valued = matches!(word, "-framework" | "-l" | "-L" | "-F" | "-R");
        let value = if is_valued { rest.next() } else { None };
        let library = match (word, value) {
            ("-framework", Some(name)) => {
                remarks.push(left_out(&format!("the framework `{name}`")));
                continue;
            }
            ("-l", Some(name)) => name,
            (word, None) if word.starts_with("-l") && word != "-l" => {
                word.get(2..).unwrap_or_default()
            }
            (word, _) if word.starts_with('-') => continue,
            (word, _) if is_file_of_library(word) => {
                remarks.push(left_out(&format!("the file `{word}`")));
                continue;
            }
            _ => continue,
        };
        match check_library(library) {
            Ok(()) if libraries.iter().any(|known| known == library) => {}
            Ok(()) => libraries.push(library.to_owned()),
            Err(_) => remarks.push(left_out(&format!("`-l{library}`"))),
        }
    }
    (libraries, remarks)
}

/// Whether a word that is no option is a library, and not the value of an option.
fn is_file_of_library(word: &str) -> bool {
    let name = word.rsplit(['/', '\\']).next().unwrap_or(word);
    [".so", ".a", ".dylib", ".lib", ".tbd"]
        .iter()
        .any(|ending| name.ends_with(ending) || name.contains(&format!("{ending}.")))
}

/// What is to be linked, and has no name that a module could give.
fn left_out(what: &str) -> Remark {
    Remark {
        message: format!("pkg-config links {what}, which `@link` cannot say"),
        help: Some(
            "`--link=NAME` names a library that the linker finds; or the build links it".to_owned(),
        ),
        idle: None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// The libraries of a line, and how many remarks there are.
    fn linked(line: &str) -> (String, usize) {
        let (libraries, remarks) = libraries(&words(line).unwrap());
        (libraries.join(" "), remarks.len())
    }

    #[test]
    fn names_of_libraries() {
        assert_eq!(linked("-L/a -lb -lc -lb -l d\n"), ("b c d".to_owned(), 0));
        assert_eq!(linked("-pthread -Wl,--as-needed -lm"), ("m".to_owned(), 0));
        assert_eq!(linked("-Wl,-z,x -Wl,-rpath,/a/l.so.d -lm").0, "m");
        assert_eq!(linked("-framework Cocoa -lm"), ("m".to_owned(), 1));
        assert_eq!(linked("-Wl,-framework,Cocoa"), (String::new(), 1));
        assert_eq!(linked("-l:libx.a /a/libz.so.1 x.lib"), (String::new(), 3));
        assert_eq!(linked("-L '/a b' -l"), (String::new(), 0));
        assert_eq!(linked("''"), (String::new(), 0));
    }

    #[test]
    fn words_of_a_shell() {
        let read = words(r#"-I/a\ b "-DX=\"y z\"" -D'Z=1'"#).unwrap();
        assert_eq!(read, ["-I/a b", "-DX=\"y z\"", "-DZ=1"]);
        assert!(words("-I'/a").is_err());
    }

    #[test]
    fn what_is_not_known_to_be_harmless() {
        let of = |line: &str, allowed: &[&str]| {
            let allowed: Vec<String> = allowed.iter().map(|it| (*it).to_owned()).collect();
            arguments(&words(line).unwrap(), &allowed).map_err(|failure| failure.what)
        };
        assert_eq!(
            of("-I/a -isystem /b -pthread -mms-bitfields", &[]).map(|it| it.len()),
            Ok(5)
        );
        let refused = of("-I/a -fplugin=x", &[]);
        assert!(refused.is_err_and(|what| what.contains("gives clang's argument `-fplugin=x`")));
        assert!(of("-fplugin=x", &["-fplugin"]).is_ok());
    }
}
