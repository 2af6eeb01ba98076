//! `--import`: the modules that this one shares types with.

use std::path::{Path, PathBuf};

use super::typed::{Form, Phase};
use crate::error::Error;
use crate::imports::{Import, is_module_name};
use crate::output;

/// Reads the values of `--import`, each `PATH` or `NAME=PATH`.
///
/// # Errors
/// [`Error::BadName`] for a value of another form, and for one that names what another does.
pub(super) fn check(typed: &[String]) -> Result<Vec<Import>, Error> {
    let mut imports: Vec<Import> = Vec::with_capacity(typed.len());
    for value in typed {
        let import = one(value)?;
        if let Some(other) = imports.iter().find(|known| known.name == import.name) {
            let (name, path) = (&import.name, other.path.display());
            let reason = format!(
                "`{path}` is called `{name}` already; `--import=NAME=PATH` gives another name"
            );
            return Err(bad(value, reason));
        }
        imports.push(import);
    }
    Ok(imports)
}

/// Whether a product has imports: those of one target's part come when parts are merged.
pub(super) fn counts_for(emit: Form, dump: Option<Phase>) -> bool {
    match (dump, emit) {
        (Some(Phase::Decls | Phase::Mapped), _) | (None, Form::Mapped) => false,
        (Some(Phase::Merged), _) | (None, Form::Pyrite | Form::Json) => true,
    }
}

/// Reads one value.
fn one(value: &str) -> Result<Import, Error> {
    if let Some((name, path)) = value.split_once('=')
        && is_module_name(name)
        && !path.is_empty()
    {
        return Ok(Import {
            name: name.to_owned(),
            path: PathBuf::from(path),
        });
    }
    let path = PathBuf::from(value);
    let stem = path.file_stem().and_then(|stem| stem.to_str());
    match stem.filter(|stem| is_module_name(stem) && !stem.contains('.')) {
        Some(stem) => Ok(Import {
            name: stem.to_owned(),
            path,
        }),
        None => Err(bad(
            value,
            "no module can be called so; write --import=NAME=PATH, where NAME is words with dots \
             between them"
                .to_owned(),
        )),
    }
}

/// Refuses to write over a module that is imported.
///
/// # Errors
/// [`Error::OutputIsInput`].
pub(super) fn check_output(imports: &[Import], output: &Path) -> Result<(), Error> {
    match imports.iter().any(|it| output::is_same(&it.path, output)) {
        true => Err(Error::OutputIsInput {
            option: "output".to_owned(),
            path: output.to_owned(),
            what: "a module that it imports".to_owned(),
        }),
        false => Ok(()),
    }
}

/// The error of a value.
fn bad(value: &str, reason: String) -> Error {
    Error::BadName {
        option: "import".to_owned(),
        value: value.to_owned(),
        reason,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;

    /// Checks values.
    fn read(values: &[&str]) -> Result<Vec<(String, String)>, String> {
        let typed: Vec<String> = values.iter().map(|it| (*it).to_owned()).collect();
        let read = check(&typed).map_err(|error| error.to_string())?;
        let pair = |it: Import| (it.name, it.path.display().to_string());
        Ok(read.into_iter().map(pair).collect())
    }

    #[test]
    fn names_and_paths() {
        for (value, name, path) in [
            ("types.pyrite", "types", "types.pyrite"),
            ("c/types.pyrite", "types", "c/types.pyrite"),
            ("c.types=c/types.pyrite", "c.types", "c/types.pyrite"),
            ("a=b=c", "a", "b=c"),
            ("./a=b.pyrite=x", "", ""),
            ("./a.d/b.pyrite", "b", "./a.d/b.pyrite"),
        ] {
            match name {
                "" => assert!(read(&[value]).is_err(), "{value}"),
                name => assert_eq!(read(&[value]).unwrap(), [(name.into(), path.into())]),
            }
        }
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (values, words) in [
            (&["my-types.pyrite"][..], "write --import=NAME=PATH"),
            (&["type.pyrite"][..], "no module can be called so"),
            (&[""][..], "no module can be called so"),
            (&["x="][..], "no module can be called so"),
            (&["3d.pyrite"][..], "no module can be called so"),
            (
                &["a/t.pyrite", "b/t.pyrite"][..],
                "`a/t.pyrite` is called `t` already",
            ),
        ] {
            let error = read(values).unwrap_err();
            assert!(error.contains(words), "{values:?}: {error}");
        }
    }
}
