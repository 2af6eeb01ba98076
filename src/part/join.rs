//! `quarry bindgen merge`: the parts of all targets, from files, become one module. Nothing here
//! needs libclang or a header.

use std::path::{Path, PathBuf};

use super::{Found, Part};
use crate::cli::{Options, Product};
use crate::error::{Error, OnTargets};
use crate::finish::{Produced, finish};
use crate::generate::{in_parallel, merged};
use crate::imports::{Import, Loaded};
use crate::map::model::{Dialect, Module};
use crate::select::{Remark, of_targets};
use crate::target::Target;
use crate::timings::Stopwatch;
use crate::{emit, json, output, pyrite};

/// Reads the parts, merges them and writes the module. Gives the exit code.
///
/// # Errors
/// Any [`Error`]; nothing is written then.
pub fn run(files: &[PathBuf], options: &Options) -> Result<u8, Error> {
    options.check_outputs(files)?;
    let mut paths: Vec<&PathBuf> = Vec::with_capacity(files.len());
    for path in files {
        // The same file twice is a slip of a pattern, not two parts for one target.
        if !paths.iter().any(|known| output::is_same(known, path)) {
            paths.push(path);
        }
    }
    let parts = in_parallel(&paths, options.jobs(), |path| super::read(path))?;
    let found = paths.into_iter().cloned().zip(parts);
    let found = found.map(|(path, part)| part.map(|part| Found { path, part }));
    let found = found.collect::<Result<Vec<Found>, Error>>()?;
    let (imports, output) = (&options.imports, options.output.path());
    let mut joined = join(found, options.product, (imports, output))?;
    let code = finish(options, &joined.targets, &mut joined.produced)?;
    Ok(code.max(u8::from(joined.has_errors)))
}

/// What parts have become.
pub struct Joined {
    /// The targets.
    pub targets: Vec<Target>,
    /// The module.
    pub produced: Produced,
    /// clang found errors in headers of some of them.
    pub has_errors: bool,
}

/// Makes one module of parts, which imports from some modules and will be written to a file.
///
/// # Errors
/// [`Error::Parts`] where they do not belong together, [`Error::Part`] where what one has is not
/// what a module can have.
pub fn join(
    mut found: Vec<Found>,
    product: Product,
    (imports, output): (&[Import], Option<&Path>),
) -> Result<Joined, Error> {
    let dialect = found.first().map(|it| it.part.module.dialect);
    let loaded = Loaded::given(imports, dialect.unwrap_or(Dialect::Spec), output)?;
    // As in one run, whose targets are in this order whatever order they were named in.
    found.sort_by(|a, b| {
        let (a, b) = (&a.part.module.target, &b.part.module.target);
        a.rank().cmp(&b.rank())
    });
    let mut remarks: Vec<Vec<Remark>> = Vec::new();
    let (mut blocked, mut has_errors) = (0, false);
    let (mut modules, mut files, mut absent) = (Vec::new(), Vec::new(), Vec::new());
    for Found { path, part } in found {
        let Part { module, errors, .. } = part;
        blocked = blocked.max(part.blocked);
        has_errors |= errors > 0;
        let of_part = part.remarks.into_iter().chain(incomplete(&path, errors));
        remarks.push(of_part.collect());
        for name in part.absent {
            let (searched, hints) = (Vec::new(), Vec::new());
            let error = Error::HeaderNotFound {
                name,
                searched,
                hints,
            };
            OnTargets::add(&mut absent, &module.target.triple, error);
        }
        files.push((module.target.triple.clone(), path));
        modules.push(module);
    }
    let (some, everywhere): (Vec<OnTargets>, Vec<OnTargets>) = absent
        .into_iter()
        .partition(|it| it.targets.len() < modules.len());
    if !everywhere.is_empty() {
        return Err(Error::OnTargets(everywhere));
    }
    let mut remarks = of_targets(remarks);
    remarks.extend(some.into_iter().map(OnTargets::into_remark_on_header));
    let targets = modules.iter().map(|it| it.target.clone()).collect();
    let inputs: Vec<PathBuf> = files.iter().map(|(_, path)| path.clone()).collect();
    let mut watch = Stopwatch::start();
    let produced = match merged(&mut modules, product, blocked, &loaded, &mut watch) {
        Ok(produced) => Produced {
            // A run for one target writes what is mapped.
            text: match (product, modules.as_slice()) {
                (Product::Json, [module]) if imports.is_empty() => json(module)?,
                _ => produced.text,
            },
            ..produced
        },
        Err(Error::Merge(fault)) => {
            let fault = Box::new(fault);
            return Err(Error::Parts { fault, files });
        }
        Err(error) => return Err(error),
    };
    if product == Product::Pyrite {
        check_text(&produced.text, &modules, &files)?;
    }
    Ok(Joined {
        targets,
        produced: Produced {
            inputs: inputs.into_iter().chain(produced.inputs).collect(),
            remarks: remarks.into_iter().chain(produced.remarks).collect(),
            ..produced
        },
        has_errors,
    })
}

/// A warning about a part that was made of headers with errors.
fn incomplete(path: &Path, errors: usize) -> Option<Remark> {
    (errors > 0).then(|| Remark {
        message: format!(
            "`{}` was made of headers in which clang found errors",
            path.display()
        ),
        help: Some("`--keep-going` passed over them there".to_owned()),
        idle: None,
    })
}

/// Reads the text back: a part that was damaged on its way may have names that are none.
fn check_text(text: &str, parts: &[Module], files: &[(String, PathBuf)]) -> Result<(), Error> {
    let error = match pyrite::read(text, None) {
        // A header may nest its types deeper than the reader goes.
        Ok(_) => return Ok(()),
        Err(error) if matches!(error.fault, pyrite::Fault::TooDeep(_)) => return Ok(()),
        Err(error) => error,
    };
    for (module, (_, path)) in parts.iter().zip(files) {
        if let Err(error) = pyrite::read(&emit::emit(module), None) {
            return Err(Error::Part {
                path: path.clone(),
                line: None,
                what: format!("what it has makes no module: {}", error.fault),
                help: "it is not as `--emit=mapped` wrote it: make it again, or copy it again"
                    .to_owned(),
            });
        }
    }
    Err(Error::Internal {
        what: format!("a merged module cannot be read back: {error}"),
    })
}
