//! A run of a manifest: all its modules, as many at a time as there are cores.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Instant;

use super::cache::Cache;
use super::lock::{self, Lock, Locked};
use super::manifest::{self, Module, in_order};
use super::module::{self, Made, State};
use super::progress::Progress;
use super::{Batch, table};
use crate::check::{self, Checked};
use crate::error::{BatchError, Error};
use crate::generate::{Tools, in_parallel};
use crate::{kept, output};

/// What all modules of a run share.
pub(super) struct Run<'r> {
    /// What is to be done.
    pub(super) batch: &'r Batch,
    /// With what.
    pub(super) tools: Tools,
    /// What need not be made again.
    pub(super) cache: Option<Cache>,
    /// What was made before.
    pub(super) lock: Lock,
    /// Where the user sees how far it is.
    pub(super) progress: Progress,
}

/// Makes all modules of a manifest that are not as they would be made; gives the exit code. One
/// that fails does not keep the others from being made, but for those that take types from it.
///
/// # Errors
/// [`BatchError::Manifest`], and where there is no libclang.
pub fn run(batch: &Batch) -> Result<u8, Error> {
    let start = Instant::now();
    let mut modules = manifest::read(&batch.manifest, batch.verbosity)?;
    for module in &mut modules {
        module.options.checks.verify |= batch.verify;
    }
    let lock = Lock::read(&batch.manifest)?;
    let memory = batch.cache.then(kept::directory).flatten();
    let tools = Tools::remembering(memory.clone(), batch.jobs())?;
    clear(&batch.manifest, memory.as_deref(), &modules);
    let cache = memory.and_then(|directory| Cache::open(directory, &tools));
    let run = Run {
        progress: Progress::new(modules.len(), batch.verbosity),
        batch,
        tools,
        cache,
        lock,
    };
    let made = run.all(&modules)?;
    run.progress.finish();
    if !batch.locked && !batch.check {
        run.write_lock(&modules, &made)?;
    }
    if batch.check {
        let checked: Vec<Checked> = made.iter().filter_map(|it| it.checked.clone()).collect();
        check::conclude(&checked, batch.format, batch.verbosity)?;
    }
    table::print(batch, &made, start.elapsed());
    Ok(u8::from(made.iter().any(|made| made.state.has_failed())))
}

/// Removes what runs that were killed have left where this one writes.
fn clear(manifest: &Path, memory: Option<&Path>, modules: &[Module]) {
    let outputs = modules.iter().map(|module| module.output.as_path());
    let files = outputs.chain([manifest]);
    let folders: BTreeSet<&Path> = files.filter_map(Path::parent).chain(memory).collect();
    for folder in folders {
        match folder == Path::new("") {
            true => output::clear(Path::new(".")),
            false => output::clear(folder),
        }
    }
}

impl Run<'_> {
    /// Whether a module may be as it is, or would be: under `--locked`, it must be as the lock says.
    ///
    /// # Errors
    /// [`BatchError::Locked`].
    pub(super) fn allows(&self, module: &Module, locked: Option<&Locked>) -> Result<(), Error> {
        let (true, Some(now)) = (self.batch.locked, locked) else {
            return Ok(());
        };
        let differences = match self.lock.module(module.stated_output()) {
            Some(was) => now.differences(was),
            None => "it is not in there".to_owned(),
        };
        match differences.is_empty() {
            true => Ok(()),
            false => Err(Error::Batch(BatchError::Locked {
                path: module.output.clone(),
                lock: lock::path(&self.batch.manifest),
                differences,
            })),
        }
    }

    /// Writes what was made into the lock. What could not be made is as it was.
    fn write_lock(&self, modules: &[Module], made: &[Made]) -> Result<(), Error> {
        let all = modules.iter().zip(made);
        let locked = all.filter_map(|(module, made)| {
            let old = || self.lock.module(module.stated_output());
            made.locked.as_ref().or_else(old).cloned()
        });
        Lock::of(locked.collect()).write(&self.batch.manifest, &self.lock)
    }

    /// Makes all; gives what became of each, in the order of the manifest.
    fn all(&self, modules: &[Module]) -> Result<Vec<Made>, Error> {
        let imports: Vec<Vec<usize>> = modules.iter().map(|it| it.imports.clone()).collect();
        let done = Done::new(modules.len());
        // In this order none waits for one that nobody has begun.
        let order = in_order(&imports);
        let one = |place: &usize| {
            let module = modules.get(*place)?;
            let failed: Vec<PathBuf> = module
                .imports
                .iter()
                .filter(|import| !done.wait(**import))
                .filter_map(|import| modules.get(*import).map(|it| it.output.clone()))
                .collect();
            let guard = done.guard(*place);
            let made = match failed.is_empty() {
                true => module::make(module, self),
                false => module::without(module, &failed, self),
            };
            guard.end(!matches!(made.state, State::Failed));
            Some((*place, made))
        };
        let made = in_parallel(&order, self.batch.jobs(), one)?;
        let mut made: Vec<(usize, Made)> = made.into_iter().flatten().collect();
        made.sort_by_key(|(place, _)| *place);
        Ok(made.into_iter().map(|(_, made)| made).collect())
    }
}

/// Which modules have ended, and how.
struct Done {
    /// Of each: whether it is there.
    ended: Mutex<Vec<Option<bool>>>,
    /// Told when one ends.
    told: Condvar,
}

/// Tells that a module has ended, be it by a panic.
struct Guard<'d> {
    /// Of all.
    done: &'d Done,
    /// Its place.
    place: usize,
    /// Whether it is there.
    is_there: bool,
}

impl Done {
    /// None of that many.
    fn new(number: usize) -> Done {
        Done {
            ended: Mutex::new(vec![None; number]),
            told: Condvar::new(),
        }
    }

    /// Waits for the end of a module; gives whether it is there.
    fn wait(&self, place: usize) -> bool {
        let ended = self.ended.lock().unwrap_or_else(PoisonError::into_inner);
        let is_open = |ended: &mut Vec<Option<bool>>| ended.get(place) == Some(&None);
        let ended = self.told.wait_while(ended, is_open);
        let ended = ended.unwrap_or_else(PoisonError::into_inner);
        ended.get(place).copied().flatten().unwrap_or(false)
    }

    /// What tells the end of a module.
    fn guard(&self, place: usize) -> Guard<'_> {
        Guard {
            done: self,
            place,
            is_there: false,
        }
    }
}

impl Guard<'_> {
    /// The end.
    fn end(mut self, is_there: bool) {
        self.is_there = is_there;
    }
}

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        let mut ended = self
            .done
            .ended
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(ended) = ended.get_mut(self.place) {
            *ended = Some(self.is_there);
        }
        drop(ended);
        self.done.told.notify_all();
    }
}
