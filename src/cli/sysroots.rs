//! `--sysroot` and `--sysroot-for`: where the user says a target's headers are.

use std::path::{Path, PathBuf};

use crate::clang::find::Root;
use crate::error::Error;
use crate::select::Remark;
use crate::target::{Choice, Target};

/// The roots of the targets' headers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sysroots {
    /// For every target without one of its own.
    pub of_all: Option<Root>,
    /// Those of one target.
    own: Vec<Own>,
}

/// The root of one target's headers.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Own {
    /// The triple as the table has it.
    triple: String,
    /// The value as it was typed.
    typed: String,
    /// The root.
    root: Root,
}

impl Sysroots {
    /// Reads the value of `--sysroot` and those of `--sysroot-for`, each `TRIPLE=DIR`.
    ///
    /// # Errors
    /// [`Error::BadName`] for a value of another form, a directory that is none, or a target that
    /// is named twice; [`Error::UnknownTarget`].
    pub(super) fn check(of_all: Option<PathBuf>, typed: &[String]) -> Result<Sysroots, Error> {
        let of_all = of_all.as_deref().map(root).transpose()?;
        let mut own: Vec<Own> = Vec::new();
        for value in typed {
            let bad = |reason: String| Error::BadName {
                option: "sysroot-for".to_owned(),
                value: value.clone(),
                reason,
            };
            let (name, root) = match value.split_once('=') {
                Some((name, root)) if !name.is_empty() && !root.is_empty() => {
                    (name, Root::parse(Path::new(root)).map_err(bad)?)
                }
                Some(_) | None => {
                    return Err(bad("write a target and its directory: \
                         --sysroot-for=aarch64-unknown-linux-gnu=/opt/arm64"
                        .to_owned()));
                }
            };
            let triple = Choice::parse(name)?.triple().to_owned();
            if let Some(directory) = root.directory()
                && !directory.is_dir()
            {
                let what = match directory.exists() {
                    true => "is no directory",
                    false => "does not exist",
                };
                return Err(bad(format!("`{}` {what}", directory.display())));
            }
            if let Some(other) = own.iter().find(|other| other.triple == triple) {
                let (_, other) = other.typed.split_once('=').unwrap_or_default();
                return Err(bad(format!("{triple} has the directory `{other}` already")));
            }
            own.push(Own {
                triple,
                typed: value.clone(),
                root,
            });
        }
        Ok(Sysroots { of_all, own })
    }

    /// The root of one target's headers.
    pub fn of(&self, target: &Target) -> Option<&Root> {
        let own = self.own.iter().find(|own| own.triple == target.triple);
        own.map(|own| &own.root).or(self.of_all.as_ref())
    }

    /// A remark about each directory that is for none of a run's targets.
    pub fn unused(&self, targets: &[Target]) -> Vec<Remark> {
        let is_used = |triple: &str| targets.iter().any(|target| target.triple == triple);
        self.own
            .iter()
            .filter(|own| !is_used(&own.triple))
            .map(|own| Remark {
                message: format!("`--sysroot-for={}` is for none of the targets", own.typed),
                help: Some(format!("`--target={}` adds it", own.triple)),
                idle: None,
            })
            .collect()
    }
}

/// Reads a value of `--sysroot`.
///
/// # Errors
/// [`Error::BadName`] for what is neither a directory nor zig.
pub(super) fn root(value: &Path) -> Result<Root, Error> {
    Root::parse(value).map_err(|reason| Error::BadName {
        option: "sysroot".to_owned(),
        value: value.display().to_string(),
        reason,
    })
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
        let of = |triple| roots.of(&Target::parse(triple).unwrap()).cloned();
        let all = Root::Directory("/all".into());
        assert_ne!(of("x86_64-unknown-linux-musl"), Some(all.clone()));
        assert_ne!(of("avr-unknown-none"), Some(all.clone()));
        assert_eq!(of("s390x-unknown-linux-gnu"), Some(all));
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
            (&["avr=zig:2.36"][..], "write zig, or the version of glibc"),
            (
                &["avr=zig", "avr=D"][..],
                "avr-unknown-none has the directory `zig` already",
            ),
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
