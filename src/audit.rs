//! Whether libraries have what a module declares: each extern function and variable is looked up
//! by its symbol; and what they have that the module does not declare is told.
//!
//! Input: a module that was read, libraries, a target. Output: a [`Verdict`]. Nothing is run, and
//! no compiler is asked, so that libraries of every target can be looked into.

mod declared;
mod exported;
mod lookup;
mod names;
mod size;
mod verdicts;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::chosen;
use crate::clang::find::Environment;
use crate::cli::Audit;
use crate::error::Error;
use crate::imports::{Loaded, whole};
use crate::library::{Library, Search, bare};
use crate::module_file;
use crate::pyrite::model::Module;
use crate::target::Target;
use crate::verdict::{Aspect, Verdict};
use crate::worker::Limits;

use declared::Declared;
use lookup::Lookup;

/// A library to look into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linked {
    /// What it is called in the verdict: its path, as it was found.
    pub name: String,
    /// The names that a linker knows it by: of its file, and the one that the user gave.
    pub bare: BTreeSet<String>,
    /// Its symbols.
    pub library: Library,
}

impl Linked {
    /// Reads the library of a file; `name` is what else it is known by.
    ///
    /// # Errors
    /// [`Error::Library`].
    pub fn at(path: &Path, name: Option<&str>, target: &Target) -> Result<Linked, Error> {
        let library = Library::read(path, target)?;
        let of_file = path.file_name().and_then(|file| bare(file.to_str()?));
        Ok(Linked {
            name: path.display().to_string(),
            bare: of_file.into_iter().chain(name).map(str::to_owned).collect(),
            library,
        })
    }

    /// Whether a linker means it by a name.
    fn is_named(&self, name: &str, target: &Target) -> bool {
        // Windows does not tell capitals and small letters apart.
        let same = |it: &String| match target.os.as_str() {
            "windows" => it.eq_ignore_ascii_case(name),
            _ => it == name,
        };
        self.bare.iter().any(same)
    }
}

/// What `quarry bindgen audit` does.
///
/// # Errors
/// The module or a library cannot be read or found, or no library is named.
pub fn run(options: &Audit) -> Result<Verdict, Error> {
    let path = &options.module;
    let module = module_file::read(path)?;
    let choice = module_file::target(path, &module.head, options.target.as_ref())?;
    let target = chosen::target(choice.as_ref(), &Limits::default())?;
    let (own, sysroot) = (&options.directories, options.sysroot.as_deref());
    let search = Search::new(&Environment::read(), &target, own, sysroot);
    let libraries = libraries(&module, &options.libraries, &search, &target)?;
    if libraries.is_empty() {
        return Err(Error::NoLibrary { path: path.clone() });
    }
    let loaded = Loaded::of(path, &module, &options.imports)?;
    let module = whole(path, &module, &loaded, &target)?;
    let name = path.display().to_string();
    Ok(audit(&module, &name, &libraries, &target))
}

/// What `--library` adds to a proof; `name` is what the verdict calls the module.
///
/// # Errors
/// A library cannot be found or read.
pub fn beside_proof(
    module: &Module,
    name: &str,
    named: &[String],
    target: &Target,
    sysroot: Option<&Path>,
) -> Result<Verdict, Error> {
    let search = Search::new(&Environment::read(), target, &[], sysroot);
    let libraries = libraries(module, named, &search, target)?;
    Ok(audit(module, name, &libraries, target))
}

/// Reads the libraries of these names; where there are none, of those that `@link` names.
///
/// # Errors
/// [`Error::LibraryNotFound`], [`Error::Library`].
pub fn libraries(
    module: &Module,
    named: &[String],
    search: &Search,
    target: &Target,
) -> Result<Vec<Linked>, Error> {
    let mut paths: Vec<(PathBuf, String)> = Vec::new();
    for name in named {
        paths.push((search.find(name)?, name.clone()));
    }
    if named.is_empty() {
        for name in declared::libraries(module, target) {
            paths.push((search.linked(&name)?, name));
        }
    }
    let mut found: Vec<Linked> = Vec::new();
    for (path, name) in paths {
        let linked = Linked::at(&path, Some(&name), target)?;
        match found.iter_mut().find(|known| known.name == linked.name) {
            Some(known) => known.bare.extend(linked.bare),
            None => found.push(linked),
        }
    }
    Ok(found)
}

/// Looks a module up in libraries; `name` is the module's for the reader.
pub fn audit(module: &Module, name: &str, libraries: &[Linked], target: &Target) -> Verdict {
    let mut verdict = Verdict::new(name, &target.triple);
    verdict.judges = libraries.iter().map(|it| it.name.clone()).collect();
    let (declared, unchecked) = Declared::all(module, target);
    let lookup = Lookup::new(libraries, &declared, target);
    let looked_up = declared
        .iter()
        .filter(|item| verdicts::of_item(item, &lookup, &mut verdict))
        .count();
    verdict.count(Aspect::Export, looked_up);
    verdict.unchecked.extend(unchecked);
    exported::add(module, &declared, libraries, target, &mut verdict);
    verdict.findings.sort();
    verdict.unchecked.sort();
    verdict.remarks.sort();
    verdict
}
