//! One module for several targets: a worker for each, and what they hand back merged.

use std::collections::BTreeSet;

use super::{Asked, Refused, Tools, ask_of_headers, in_parallel, mixed_up};
use crate::clang_diagnostic::ClangDiagnostic;
use crate::cli::{Options, Phase, Product};
use crate::error::{Error, OnTargets};
use crate::finish::{Produced, Read};
use crate::imports::{self, Loaded};
use crate::map::model::Module;
use crate::parse::Seen;
use crate::report::{self, Counts};
use crate::select::{Remark, of_targets};
use crate::target::Target;
use crate::timings::{Spent, Stage, Stopwatch, Timings};
use crate::{Answer, Job, Reading, emit, json, merge};

/// Makes one module for several targets.
///
/// # Errors
/// Any [`Error`]; [`Error::OnTargets`] where a header cannot be read on some of them.
pub fn generate(options: &Options, tools: &Tools, targets: &[Target]) -> Result<Produced, Error> {
    let read = |target: &Target| {
        ask_of_headers(options, tools, target, Job::Map, |answer| match answer {
            Answer::Read(reading) => Some(*reading),
            Answer::Produced(_) | Answer::Checked(_) | Answer::Described(_) => None,
        })
    };
    let loaded = Loaded::given(&options.imports, options.dialect, options.output.path())?;
    let mut readings = Readings::default();
    let mut watch = Stopwatch::start();
    let asked = in_parallel(targets, options.jobs(), read)?;
    for (target, asked) in targets.iter().zip(asked) {
        readings.add(target, asked, options.skip_missing);
    }
    watch.lap(Stage::Targets);
    let Readings {
        mut modules,
        blocked,
        inputs,
        read,
        diagnostics,
        remarks,
        mut failed,
        missing: _,
        absent: _,
        said: _,
        timings,
    } = readings.checked();
    if let ([_], [only]) = (targets, failed.as_mut_slice()) {
        return Err(std::mem::replace(&mut *only.error, mixed_up()));
    }
    if !failed.is_empty() {
        return Err(Error::OnTargets(failed));
    }
    let merged = merged(&mut modules, options.product, blocked, &loaded, &mut watch)?;
    let spent = Spent {
        targets: timings,
        together: watch.stop(),
    };
    Ok(Produced {
        inputs: inputs.into_iter().chain(merged.inputs).collect(),
        read,
        diagnostics,
        remarks: remarks.into_iter().chain(merged.remarks).collect(),
        spent,
        ..merged
    })
}

/// Merges modules, imports what others define, and writes them as what is wanted.
///
/// # Errors
/// [`Error::Merge`].
pub fn merged(
    modules: &mut [Module],
    product: Product,
    blocked: usize,
    loaded: &Loaded,
    watch: &mut Stopwatch,
) -> Result<Produced, Error> {
    let mut merged = merge::merge(modules)?;
    let outcome = match loaded.given.is_empty() {
        true => imports::Outcome::default(),
        false => imports::leave_out(&mut merged, loaded)?,
    };
    watch.lap(Stage::Merge);
    let counts = Counts {
        imported: outcome.imported,
        ..Counts::of(merged.module.declarations(), blocked)
    };
    let skipped = report::skipped(merged.module.declarations());
    let text = match product {
        Product::Pyrite => emit::emit(merged.module),
        Product::Json => json(&merged.module)?,
        Product::Dump(Phase::Merged) => format!("{:#?}\n", merged.module),
        // The command line allows them for one target only.
        Product::Mapped | Product::Why | Product::Dump(Phase::Decls | Phase::Mapped) => {
            return Err(Error::Internal {
                what: "a product of one target for several".to_owned(),
            });
        }
    };
    watch.lap(Stage::Emit);
    Ok(Produced {
        text,
        counts,
        skipped,
        remarks: outcome.remarks,
        inputs: loaded.paths(),
        seen: Seen::default(),
        read: Vec::new(),
        checked: None,
        diagnostics: Vec::new(),
        summary: Some(merged.summary),
        spent: Spent::default(),
    })
}

/// What the workers have handed back.
#[derive(Default)]
struct Readings {
    /// The modules.
    modules: Vec<Module>,
    /// How many declarations `--block` left out, on the target where these were most.
    blocked: usize,
    /// Every file that was read for any of them.
    inputs: BTreeSet<std::path::PathBuf>,
    /// The same of each, where that was asked for.
    read: Vec<Read>,
    /// What clang said, each thing once.
    diagnostics: Vec<ClangDiagnostic>,
    /// What each target has to say of the options.
    said: Vec<Vec<Remark>>,
    /// That of all of them.
    remarks: Vec<Remark>,
    /// Why there is no module for other targets.
    failed: Vec<OnTargets>,
    /// Those of them that only lack a C library, or all headers, and are passed over.
    missing: Vec<OnTargets>,
    /// Headers that some targets lack.
    absent: Vec<OnTargets>,
    /// How long each target took.
    timings: Vec<(String, Timings)>,
}

impl Readings {
    /// Adds what came of one target.
    fn add(
        &mut self,
        target: &Target,
        asked: Result<Asked<Reading>, Box<Refused>>,
        skip_missing: bool,
    ) {
        match asked {
            Ok(Asked {
                search,
                answer,
                absent,
                time,
            }) => {
                let mut reading = answer;
                let timings = reading.timings.within(time);
                self.timings.push((target.triple.clone(), timings));
                for error in absent {
                    OnTargets::add(&mut self.absent, &target.triple, error);
                }
                search.annotate(&mut reading.diagnostics);
                self.modules.push(reading.module);
                self.blocked = self.blocked.max(reading.blocked);
                self.inputs.extend(reading.inputs);
                self.read.push(Read {
                    target: target.triple.clone(),
                    directories: search.directories,
                    seen: reading.seen,
                });
                for diagnostic in reading.diagnostics {
                    if !self.diagnostics.contains(&diagnostic) {
                        self.diagnostics.push(diagnostic);
                    }
                }
                self.said.push(reading.remarks);
            }
            Err(refused) => {
                let Refused {
                    error,
                    without_library,
                } = *refused;
                let is_named = matches!(error, Error::HeaderNotFound { .. });
                let is_missing = is_named || (without_library && error.is_missing_header());
                let list = match skip_missing && is_missing {
                    true => &mut self.missing,
                    false => &mut self.failed,
                };
                OnTargets::add(list, &target.triple, error);
            }
        }
    }

    /// All of them, where there is a module at least and some target has each header; what was
    /// passed over becomes a remark.
    fn checked(mut self) -> Readings {
        if self.modules.is_empty() {
            self.failed.append(&mut self.missing);
        }
        self.remarks = of_targets(std::mem::take(&mut self.said));
        for absent in std::mem::take(&mut self.absent) {
            match absent.targets.len() < self.modules.len() {
                true => self.remarks.push(absent.into_remark_on_header()),
                false => self.failed.push(absent),
            }
        }
        let missing = std::mem::take(&mut self.missing);
        self.remarks
            .extend(missing.into_iter().map(OnTargets::into_remark));
        self
    }
}

/// What `why` adds where a name would be imported.
///
/// # Errors
/// As [`generate`].
pub fn imported(options: &Options, tools: &Tools, target: &Target) -> Result<String, Error> {
    let loaded = Loaded::given(&options.imports, options.dialect, None)?;
    let asked = ask_of_headers(options, tools, target, Job::Map, |answer| match answer {
        Answer::Read(reading) => Some(*reading),
        Answer::Produced(_) | Answer::Checked(_) | Answer::Described(_) => None,
    });
    let mut modules = [asked.map_err(|refused| refused.error)?.answer.module];
    let name = options.selection.why.as_deref().unwrap_or_default();
    let items = modules.iter().flat_map(|module| &module.items);
    let meant = items.filter(|item| item.name == name || item.c_name.as_deref() == Some(name));
    let meant: BTreeSet<String> = meant.map(|item| item.name.clone()).collect();
    let mut merged = merge::merge(&mut modules)?;
    imports::leave_out(&mut merged, &loaded)?;
    let lines = merged.module.imports.iter().flat_map(|import| {
        let names = import.names.iter().filter(|name| meant.contains(*name));
        names.map(|name| {
            format!(
                "  with --import: `{name}` is taken from `{}`\n",
                import.module
            )
        })
    });
    Ok(lines.collect())
}
