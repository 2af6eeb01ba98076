//! The user's arguments for clang: only harmless ones get through.

use super::families::{self, Shape};
use crate::error::Error;

/// Arguments that are refused and would take the next one with them as their value.
const REFUSED_WITH_VALUE: &[&str] = &[
    "--config",
    "--target",
    "-MF",
    "-MJ",
    "-MQ",
    "-MT",
    "-Xanalyzer",
    "-Xassembler",
    "-Xclang",
    "-Xlinker",
    "-Xpreprocessor",
    "-arch",
    "-include-pch",
    "-ivfsoverlay",
    "-load",
    "-mllvm",
    "-mmlir",
    "-o",
    "-resource-dir",
    "-target",
];

/// Checks a list of arguments, and gives it back as clang shall have it.
///
/// `allowed` are those that `--allow-arg` names: the whole argument, or what stands before its
/// `=`. The value of an allowed argument that stands by itself is allowed with it.
///
/// # Errors
/// [`Error::RefusedArgument`] for the first that is not known to be harmless.
pub fn check(arguments: &[String], allowed: &[String]) -> Result<Vec<String>, Error> {
    if let Some(argument) = arguments.iter().find(|it| it.contains('\0')) {
        let argument = argument.replace('\0', "\\0");
        return Err(refused(
            &argument,
            "it holds a NUL character",
            "leave that out",
        ));
    }
    let mut checked = Vec::with_capacity(arguments.len());
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let follows = match families::shape(argument) {
            Some(shape) => shape == Shape::ValueFollows,
            None if is_allowed(argument, allowed) => {
                REFUSED_WITH_VALUE.contains(&argument.as_str())
            }
            None => return Err(refusal(argument)),
        };
        checked.push(argument.clone());
        let mut value = argument
            .strip_prefix("-x")
            .filter(|value| !value.is_empty());
        if follows {
            let Some(next) = rest.next() else {
                return Err(refused(argument, "its value is missing", "add the value"));
            };
            if next.starts_with('@') {
                return Err(refused(
                    next,
                    "it could be read as a file of arguments",
                    &format!("write `{argument}./{next}`, if it is a path"),
                ));
            }
            checked.push(next.clone());
            value = (argument == "-x").then_some(next);
        }
        if value.is_some_and(|language| !matches!(language, "c" | "c-header")) {
            return Err(refused(argument, "only C headers are read", "leave it out"));
        }
    }
    Ok(checked)
}

/// Whether `--allow-arg` names an argument.
fn is_allowed(argument: &str, allowed: &[String]) -> bool {
    let name = argument.split('=').next().unwrap_or(argument);
    argument.starts_with('-')
        && allowed
            .iter()
            .any(|known| known == argument || known == name)
}

/// The error for an argument that is not known to be harmless.
fn refusal(argument: &str) -> Error {
    let begins = |names: &[&str]| names.iter().any(|name| argument.starts_with(name));
    if !argument.starts_with('-') {
        return if argument.starts_with('@') {
            refused(argument, "it hides arguments in a file", "write them out")
        } else {
            refused(
                argument,
                "it is no option",
                "headers stand before the `--`; a header to be read first is `-include FILE`",
            )
        };
    }
    if begins(&["-target", "--target", "-arch"]) || families::OTHER_MACHINE.contains(&argument) {
        return refused(
            argument,
            "the target decides more than clang's part",
            "use `--target=TRIPLE`, before the `--`",
        );
    }
    if begins(&["-M"]) {
        return refused(
            argument,
            "it writes files",
            "`--depfile=PATH` lists what was read, in the syntax of make",
        );
    }
    if begins(&["-l", "-L", "-Wl,", "-rpath", "-shared", "-static"]) && argument != "-load" {
        return refused(
            argument,
            "it is for the linker",
            "leave it out (`pkg-config --cflags` gives no such)",
        );
    }
    if matches!(argument, "-c" | "-E" | "-S" | "-fsyntax-only") {
        return refused(argument, "headers are only read", "leave it out");
    }
    let name = argument.split('=').next().unwrap_or(argument);
    refused(
        argument,
        "it is not known to be harmless (to write no file and load no code)",
        &format!("`--allow-arg={name}` lets it through, if you trust it"),
    )
}

/// An [`Error::RefusedArgument`].
fn refused(argument: &str, reason: &str, instead: &str) -> Error {
    Error::RefusedArgument {
        argument: argument.to_owned(),
        reason: reason.to_owned(),
        instead: instead.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    /// Checks words separated by blanks.
    fn words(text: &str, allowed: &[&str]) -> Result<String, String> {
        let split = |text: &str| -> Vec<String> { text.split(' ').map(str::to_owned).collect() };
        let allowed: Vec<String> = allowed.iter().map(|&word| word.to_owned()).collect();
        check(&split(text), &allowed)
            .map(|list| list.join(" "))
            .map_err(|error| {
                let Error::RefusedArgument { argument, .. } = error else {
                    panic!("{error:?}");
                };
                argument
            })
    }

    #[test]
    fn values_are_no_options_and_options_no_values() {
        for text in [
            "-I -o -DX",
            "-D x@ -U Y",
            "-include -MF",
            "-isystem a -x c -mms-bitfields",
        ] {
            assert_eq!(words(text, &[]).as_deref(), Ok(text));
        }
        assert_eq!(words("-I a -o", &[]), Err("-o".to_owned()));
        assert_eq!(words("-Ia -o", &[]), Err("-o".to_owned()));
        assert_eq!(words("-DX a.c", &[]), Err("a.c".to_owned()));
        assert_eq!(words("-DX -I", &[]), Err("-I".to_owned()));
        assert_eq!(words("@file", &[]), Err("@file".to_owned()));
        assert_eq!(words("-I @file", &["@file"]), Err("@file".to_owned()));
    }

    #[test]
    fn the_target_has_one_name() {
        for argument in ["-m32", "-mbig-endian", "-EL", "-target"] {
            let Err(Error::RefusedArgument { instead, .. }) = check(&[argument.to_owned()], &[])
            else {
                panic!("{argument}");
            };
            assert!(instead.contains("--target=TRIPLE"), "{argument}: {instead}");
        }
        assert!(words("-m32", &["-m32"]).is_ok());
    }

    #[test]
    fn only_c() {
        assert!(words("-x c", &[]).is_ok() && words("-xc", &[]).is_ok());
        assert_eq!(words("-x c++", &[]), Err("-x".to_owned()));
        assert_eq!(words("-xobjective-c", &[]), Err("-xobjective-c".to_owned()));
    }

    #[test]
    fn what_is_named_gets_through() {
        assert!(words("-fplugin=a.so", &["-fplugin"]).is_ok());
        assert!(words("-fplugin=a.so", &["-fplugin=a.so"]).is_ok());
        assert!(words("-fplugin=b.so", &["-fplugin=a.so"]).is_err());
        assert!(words("-fplugin=a.so", &["-f"]).is_err());
        assert!(words("-Xclang -ast-dump -DX", &["-Xclang"]).is_ok());
        assert!(words("-Xclang", &["-Xclang"]).is_err());
        assert!(words("a.c", &["a.c"]).is_err());
    }
}
