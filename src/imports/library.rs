//! The modules that are imported, and those that they import themselves.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{Import, find};
use crate::error::Error;
use crate::map::model as mapped;
use crate::module_file;
use crate::pyrite::model::{Dialect, Module};

/// The files of modules, as plain data.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Library {
    /// Each after those that it imports.
    pub files: Vec<File>,
    /// For each name that the importing module knows, the file.
    pub own: BTreeMap<String, usize>,
}

/// The file of one module.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// What `import` calls the module.
    pub name: String,
    /// Its path.
    pub path: PathBuf,
    /// Its text.
    text: String,
    /// For each module that it imports, by the name in the text, the file.
    pub imports: BTreeMap<String, usize>,
}

/// The files with what they say.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The files.
    pub library: Library,
    /// What each says.
    pub modules: Vec<Module>,
    /// Those that the user named, in that order.
    pub given: Vec<usize>,
}

impl Library {
    /// What each file says.
    ///
    /// # Errors
    /// [`Error::Module`], which [`Loaded`] would have met before.
    pub fn parse(self) -> Result<Loaded, Error> {
        let files = self.files.iter();
        let modules = files.map(|file| module_file::parse(&file.path, &file.text));
        Ok(Loaded {
            modules: modules.collect::<Result<_, _>>()?,
            library: self,
            given: Vec::new(),
        })
    }
}

impl Loaded {
    /// The paths of all files.
    pub fn paths(&self) -> Vec<PathBuf> {
        let files = self.library.files.iter();
        files.map(|file| file.path.clone()).collect()
    }

    /// Reads the modules that the user names for a module of a dialect, which will be written to
    /// `output`.
    ///
    /// # Errors
    /// [`Error::Import`], [`Error::Io`], [`Error::Module`].
    pub fn given(
        given: &[Import],
        dialect: mapped::Dialect,
        output: Option<&Path>,
    ) -> Result<Loaded, Error> {
        let mut loader = Loader::new(
            given,
            match dialect {
                mapped::Dialect::Spec => Dialect::Spec,
                mapped::Dialect::Alpha => Dialect::Alpha,
            },
        );
        if let Some(output) = output {
            let name = "the module that is written".to_owned();
            loader.open.push((real(output), name));
        }
        let files = loader.all_given()?;
        Ok(loader.loaded(BTreeMap::new(), files))
    }

    /// Reads the modules that the text of a file imports; `given` says where some of them are.
    ///
    /// # Errors
    /// As [`Loaded::given`].
    pub fn of_text(path: &Path, text: &str, given: &[Import]) -> Result<Loaded, Error> {
        // Most modules import nothing, and need not be read to see that. Documentation has lines
        // that begin with `from`, too.
        let imports = |line: &str| line.starts_with("from") && line.contains("import");
        match text.lines().any(imports) {
            true => Loaded::of(path, &module_file::parse(path, text)?, given),
            false => Ok(Loaded::default()),
        }
    }

    /// Reads the modules that a module of a file imports; `given` says where some of them are.
    ///
    /// # Errors
    /// As [`Loaded::given`].
    pub fn of(path: &Path, module: &Module, given: &[Import]) -> Result<Loaded, Error> {
        let mut loader = Loader::new(given, module.dialect);
        loader.open.push((real(path), path.display().to_string()));
        let mut own = BTreeMap::new();
        if module.imports.is_empty() {
            return Ok(loader.loaded(own, Vec::new()));
        }
        let files = loader.all_given()?;
        let mut far = Vec::new();
        for import in &module.imports {
            if own.contains_key(&import.module) {
                continue;
            }
            let found = match loader.named(&import.module) {
                Some(file) => Some(file),
                None => loader.near(&import.module, path)?,
            };
            match found {
                Some(file) => {
                    own.insert(import.module.clone(), file);
                }
                None => far.push(import),
            }
        }
        for import in far {
            // What it imports may have led there.
            let Some(file) = loader.named(&import.module) else {
                return Err(not_found(&import.module, path, import.position.line));
            };
            own.insert(import.module.clone(), file);
        }
        Ok(loader.loaded(own, files))
    }
}

/// Files that are being read.
struct Loader<'g> {
    /// What the user named.
    given: &'g [Import],
    /// The form that all must have.
    dialect: Dialect,
    /// What was read.
    files: Vec<File>,
    /// What it says.
    modules: Vec<Module>,
    /// Where each file is, by its path without links.
    places: HashMap<PathBuf, usize>,
    /// The files that lead to the one that is read now, with their names.
    open: Vec<(PathBuf, String)>,
}

impl<'g> Loader<'g> {
    /// Nothing is read yet.
    fn new(given: &'g [Import], dialect: Dialect) -> Loader<'g> {
        Loader {
            given,
            dialect,
            files: Vec::new(),
            modules: Vec::new(),
            places: HashMap::new(),
            open: Vec::new(),
        }
    }

    /// What was read.
    fn loaded(self, own: BTreeMap<String, usize>, given: Vec<usize>) -> Loaded {
        Loaded {
            library: Library {
                files: self.files,
                own,
            },
            modules: self.modules,
            given,
        }
    }

    /// Reads all that the user named.
    fn all_given(&mut self) -> Result<Vec<usize>, Error> {
        let mut seen: Vec<(&Import, PathBuf)> = Vec::new();
        for import in self.given {
            let real = real(&import.path);
            if let Some((other, _)) = seen.iter().find(|(_, known)| *known == real) {
                let (path, names) = (import.path.display(), [&other.name, &import.name]);
                return Err(Error::Import {
                    what: format!("`{path}` is named as `{}` and as `{}`", names[0], names[1]),
                    help: "one `--import` for each module".to_owned(),
                });
            }
            seen.push((import, real));
        }
        let mut files = Vec::with_capacity(self.given.len());
        for import in self.given {
            if !import.path.exists() {
                let path = import.path.display();
                return Err(Error::Import {
                    what: format!("`--import={}={path}`: there is no such file", import.name),
                    help: "it is a module that was written before: make it first".to_owned(),
                });
            }
            files.push(self.file(&import.name, &import.path)?);
        }
        Ok(files)
    }

    /// A module that has been read, by its name.
    fn named(&self, name: &str) -> Option<usize> {
        self.files.iter().position(|file| file.name == name)
    }

    /// Reads a module that the text of a file names, and that the user did not.
    fn near(&mut self, name: &str, from: &Path) -> Result<Option<usize>, Error> {
        match find::near(name, from) {
            Some(path) => self.file(name, &path).map(Some),
            None => Ok(None),
        }
    }

    /// Reads a file, unless that has been done, and those that it imports.
    fn file(&mut self, name: &str, path: &Path) -> Result<usize, Error> {
        let real = real(path);
        if let Some(&file) = self.places.get(&real) {
            return Ok(file);
        }
        let given = self.given.iter().find(|it| self::real(&it.path) == real);
        let name = given.map_or(name, |import| &import.name).to_owned();
        if let Some(at) = self.open.iter().position(|(open, _)| *open == real) {
            let round = self.open.iter().skip(at).map(|(_, name)| name.as_str());
            let round: Vec<&str> = round.chain([name.as_str()]).collect();
            return Err(Error::Import {
                what: format!("imports go round in a circle: {}", round.join(" -> ")),
                help: "what two modules share belongs into a third that imports neither".to_owned(),
            });
        }
        if let Some(other) = self.files.iter().find(|file| file.name == name) {
            let (a, b) = (other.path.display(), path.display());
            return Err(Error::Import {
                what: format!("two modules are called `{name}`: `{a}` and `{b}`"),
                help: format!("`--import={name}=PATH` says which is meant"),
            });
        }
        let text = module_file::text(path)?;
        let module = module_file::parse(path, &text)?;
        if module.dialect != self.dialect {
            let (theirs, ours) = match self.dialect {
                Dialect::Spec => ("alpha", "spec"),
                Dialect::Alpha => ("spec", "alpha"),
            };
            return Err(Error::Import {
                what: format!("`{}` is of the dialect {theirs}", path.display()),
                help: format!("what is imported here must be made with `--dialect={ours}`"),
            });
        }
        self.open.push((real.clone(), name.clone()));
        let mut imports = BTreeMap::new();
        for import in &module.imports {
            if imports.contains_key(&import.module) {
                continue;
            }
            let given = self.given.iter().find(|it| it.name == import.module);
            let file = match given {
                Some(given) => Some(self.file(&given.name, &given.path)?),
                None => self.near(&import.module, path)?,
            };
            let line = import.position.line;
            let file = file.ok_or_else(|| not_found(&import.module, path, line))?;
            imports.insert(import.module.clone(), file);
        }
        self.open.pop();
        let file = self.files.len();
        self.files.push(File {
            name,
            path: path.to_owned(),
            text,
            imports,
        });
        self.modules.push(module);
        self.places.insert(real, file);
        Ok(file)
    }
}

/// The error of a module that is named in a line of a file and is nowhere.
fn not_found(name: &str, from: &Path, line: u32) -> Error {
    Error::Import {
        what: format!(
            "{}:{line}: the module `{name}` was not found",
            from.display()
        ),
        help: format!(
            "`{}.pyrite` is in no directory from that of the file upwards; `--import={name}=PATH` \
             says where it is",
            name.replace('.', "/")
        ),
    }
}

/// The path without links, where it leads to a file.
fn real(path: &Path) -> PathBuf {
    let absolute = || std::path::absolute(path).ok();
    let real = path.canonicalize().ok().or_else(absolute);
    real.unwrap_or_else(|| path.to_owned())
}
