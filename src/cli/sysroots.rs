//! `--sysroot` and `--sysroot-for`: where the user says a target's headers are.

use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::select::Remark;
use crate::target::{Choice, Target};

/// The roots of the targets' headers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sysroots {
    /// For every target without one of its own.
    pub of_all: Option<PathBuf>,
    /// Triples as the table has them, as they were typed, and their directories.
    own: Vec<(String, String, PathBuf)>,
}

impl Sysroots {
    /// Reads the values of `--sysroot-for`, each `TRIPLE=DIR`.
    ///
    /// # Errors
    /// [`Error::BadName`] for a value of another form, a directory that is none, or a target that
    /// is named twice; [`Error::UnknownTarget`].
    pub(super) fn check(of_all: Option<PathBuf>, typed: &[String]) -> Result<Sysroots, Error> {
        let mut own: Vec<(String, String, PathBuf)> = Vec::new();
        for value in typed {
            let bad = |reason: String| Error::BadName {
                option: "sysroot-for".to_owned(),
                value: value.clone(),
                reason,
            };
            let (name, directory) = match value.split_once('=') {
                Some((name, directory)) if !name.is_empty() && !directory.is_empty() => {
                    (name, Path::new(directory))
                }
                Some(_) | None => {
                    return Err(bad("write a target and its directory: \
                         --sysroot-for=aarch64-unknown-linux-gnu=/opt/arm64"
                        .to_owned()));
                }
            };
            let triple = Choice::parse(name)?.triple().to_owned();
            if !directory.is_dir() {
                let what = match directory.exists() {
                    true => "is no directory",
                    false => "does not exist",
                };
                return Err(bad(format!("`{}` {what}", directory.display())));
            }
            if let Some((_, _, other)) = own.iter().find(|(known, _, _)| *known == triple) {
                return Err(bad(format!(
                    "{triple} has the directory `{}` already",
                    other.display()
                )));
            }
            own.push((triple, name.to_owned(), directory.to_owned()));
        }
        Ok(Sysroots { of_all, own })
    }

    /// The root of one target's headers.
    pub fn of(&self, target: &Target) -> Option<&Path> {
        let own = self
            .own
            .iter()
            .find(|(triple, _, _)| *triple == target.triple);
        own.map(|(_, _, directory)| directory)
            .or(self.of_all.as_ref())
            .map(PathBuf::as_path)
    }

    /// A remark about each directory that is for none of a run's targets.
    pub fn unused(&self, targets: &[Target]) -> Vec<Remark> {
        let is_used = |triple: &str| targets.iter().any(|target| target.triple == triple);
        self.own
            .iter()
            .filter(|(triple, _, _)| !is_used(triple))
            .map(|(triple, typed, directory)| Remark {
                message: format!(
                    "`--sysroot-for={typed}={}` is for none of the targets",
                    directory.display()
                ),
                help: Some(format!("`--target={triple}` adds it")),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;

    /// Checks values; `D` stands for an existing directory.
    fn check(values: &[&str]) -> Result<Sysroots, String> {
        let directory = tempfile::tempdir().unwrap();
        std::fs::write(directory.path().join("file"), "").unwrap();
        let place = directory.path().display().to_string();
        let typed: Vec<String> = values.iter().map(|it| it.replace('D', &place)).collect();
        Sysroots::check(Some("/all".into()), &typed)
            .map_err(|error| error.to_string().replace(&place, "D"))
    }

    #[test]
    fn any_spelling_of_a_target() {
        let roots = check(&["x86_64-linux-musl=D", "avr=D"]).unwrap();
        let of = |triple| {
            roots
                .of(&Target::parse(triple).unwrap())
                .map(Path::to_owned)
        };
        assert_ne!(of("x86_64-unknown-linux-musl"), Some("/all".into()));
        assert_ne!(of("avr-unknown-none"), Some("/all".into()));
        assert_eq!(of("s390x-unknown-linux-gnu"), Some("/all".into()));
        let targets = [Target::parse("avr").unwrap()];
        let unused = roots.unused(&targets);
        assert_eq!(unused.len(), 1);
        assert!(
            unused[0]
                .message
                .starts_with("`--sysroot-for=x86_64-linux-musl=")
        );
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (values, words) in [
            (&["avr"][..], "write a target and its directory"),
            (&["=D"][..], "write a target and its directory"),
            (&["avr="][..], "write a target and its directory"),
            (&["arv=D"][..], "unknown target `arv`"),
            (&["avr=/nonexistent"][..], "`/nonexistent` does not exist"),
            (&["avr=D/file"][..], "`D/file` is no directory"),
            (
                &["avr=D", "avr-unknown-none=D"][..],
                "avr-unknown-none has the directory `D` already",
            ),
        ] {
            let error = check(values).unwrap_err();
            assert!(error.contains(words), "{values:?}: {error}");
        }
    }
}
