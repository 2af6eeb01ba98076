//! `bindgen.lock`: from what each module of a manifest was made, with which versions, and what
//! came of it. Where any of that is another, so may be the module; `--locked` refuses it.
//!
//! It holds nothing of one machine, so that it can be kept beside the sources.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::manifest::{Module, is_of_project};
use crate::digest::Digest;
use crate::error::{BatchError, Error};
use crate::finish::Produced;
use crate::{module_file, output};

/// The version of the file's form.
const VERSION: u32 = 1;

/// The lock of a project's manifest, whose own name is another tool's.
const OF_PROJECT: &str = "bindgen.lock";

/// How the file begins.
const HEAD: &str =
    "# What quarry bindgen has made, and from what. It belongs to the sources; do not edit it.\n";

/// The lock of a manifest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Lock {
    /// [`VERSION`].
    version: u32,
    /// In the order of the manifest.
    #[serde(default, rename = "module")]
    modules: Vec<Locked>,
}

/// What is known of a module that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Locked {
    /// Its output, as the manifest has it.
    pub(super) output: String,
    /// The version of this program.
    quarry: String,
    /// The version of libclang.
    libclang: String,
    /// What the manifest says of it.
    arguments: Digest,
    /// Its text.
    text: Digest,
    /// The modules that it imports, by their files' names; `None` where it imports none.
    imports: Option<BTreeMap<String, Digest>>,
    /// The contents of all headers that were read, for each target.
    headers: BTreeMap<String, Digest>,
}

impl Lock {
    /// The lock of a manifest as it is on disk; an empty one where there is none.
    ///
    /// # Errors
    /// [`Error::Io`]; [`BatchError::Manifest`] for what is no lock.
    pub(super) fn read(manifest: &Path) -> Result<Lock, Error> {
        let path = path(manifest);
        let text = match module_file::any_text(&path) {
            Ok(text) => text,
            Err(Error::Io { source, .. }) if source.kind() == std::io::ErrorKind::NotFound => {
                return Ok(Lock::of(Vec::new()));
            }
            Err(error) => return Err(error),
        };
        let wrong = |at: Option<usize>, what: String| {
            let before = at.and_then(|at| text.get(..at));
            Error::Batch(BatchError::Manifest {
                path: path.clone(),
                line: before.map(|before| before.matches('\n').count() + 1),
                what,
                help: "delete it, and a run without --locked writes a new one".to_owned(),
            })
        };
        let lock: Lock = toml::from_str(&text).map_err(|error| {
            let at = error.span().map(|span| span.start);
            wrong(at, format!("this is no lock: {}", error.message()))
        })?;
        match lock.version {
            VERSION => Ok(lock),
            other => Err(wrong(
                None,
                format!("version {other} of locks is not known"),
            )),
        }
    }

    /// The lock of some modules.
    pub(super) fn of(modules: Vec<Locked>) -> Lock {
        Lock {
            version: VERSION,
            modules,
        }
    }

    /// What is known of the module of an output.
    pub(super) fn module(&self, output: &str) -> Option<&Locked> {
        self.modules.iter().find(|it| it.output == output)
    }

    /// Writes the lock of a manifest, where it is another than the `old` one.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub(super) fn write(&self, manifest: &Path, old: &Lock) -> Result<(), Error> {
        if self == old {
            return Ok(());
        }
        let text = toml::to_string(self).map_err(|error| Error::Internal {
            what: error.to_string(),
        })?;
        output::write(&path(manifest), format!("{HEAD}{text}").as_bytes())
    }
}

impl Locked {
    /// What there is to know of a module that was made just now.
    pub(super) fn of(module: &Module, produced: &Produced) -> Locked {
        let headers = produced.read.iter().map(|read| {
            let digests = read.seen.files.iter().map(|(_, digest)| digest.bytes());
            (read.target.clone(), Digest::of_parts(digests))
        });
        let imports = module.imported().filter_map(|path| {
            let name = path.file_name()?.to_string_lossy().into_owned();
            Some((name, Digest::of_file(path).ok()?))
        });
        Locked {
            output: module.stated_output().to_owned(),
            quarry: env!("CARGO_PKG_VERSION").to_owned(),
            libclang: produced
                .read
                .first()
                .map(|it| it.seen.libclang.clone())
                .unwrap_or_default(),
            arguments: arguments(module),
            text: Digest::of(produced.text.as_bytes()),
            imports: Some(imports.collect()).filter(|all: &BTreeMap<_, _>| !all.is_empty()),
            headers: headers.collect(),
        }
    }

    /// What is another than it was, in words; empty where nothing is.
    pub(super) fn differences(&self, was: &Locked) -> String {
        let mut lines = Vec::new();
        for (what, now, was) in [
            ("quarry", &self.quarry, &was.quarry),
            ("libclang", &self.libclang, &was.libclang),
        ] {
            if now != was {
                lines.push(format!("{what} is {now}, and was {was}"));
            }
        }
        if self.arguments != was.arguments {
            lines.push("the manifest says something else of it".to_owned());
        }
        let imports = |of: &'_ Locked| of.imports.clone().unwrap_or_default();
        let (imported, were) = (imports(self), imports(was));
        for (what, now, was) in [
            ("the headers for", &self.headers, &was.headers),
            ("the imported", &imported, &were),
        ] {
            let all: std::collections::BTreeSet<&String> = now.keys().chain(was.keys()).collect();
            for name in all {
                match (now.get(name), was.get(name)) {
                    (Some(now), Some(was)) if now == was => {}
                    (Some(_), Some(_)) => lines.push(format!("{what} {name} have changed")),
                    (Some(_), None) => lines.push(format!("{what} {name} are new")),
                    (None, _) => lines.push(format!("{what} {name} are gone")),
                }
            }
        }
        if lines.is_empty() && self.text != was.text {
            let why = "although nothing that it is made from has changed";
            lines.push(format!("its text is another, {why}"));
        }
        lines.join("\n")
    }
}

/// The path of a manifest's lock.
pub(super) fn path(manifest: &Path) -> PathBuf {
    match is_of_project(manifest) {
        true => manifest.with_file_name(OF_PROJECT),
        false => manifest.with_extension("lock"),
    }
}

/// A digest of what the manifest says of a module, defaults included.
fn arguments(module: &Module) -> Digest {
    let words = module.words.iter();
    let parts = words.flat_map(|word| [word.key.name.as_bytes(), word.stated.as_bytes()]);
    Digest::of_parts(parts)
}
