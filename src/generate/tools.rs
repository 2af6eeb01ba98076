//! What every worker of a run needs, found once.

use std::path::PathBuf;
use std::sync::{Condvar, Mutex, PoisonError};

use crate::clang::find::{self, Environment, Root, SystemHeaders};
use crate::cli::Options;
use crate::error::Error;
use crate::memo::Memo;
use crate::pkg_config::{Failure, Found, Packages};
use crate::target::Target;
use crate::worker::{self, Limits};
use crate::{Answer, Job};

/// A target's triple, and where its headers are to come from.
type Place = (String, Option<Root>);

/// What pkg-config says, once anybody asked.
type Said = Result<Found, Failure>;

/// libclang, the places of headers, and how many workers may run.
pub struct Tools {
    /// The variables and the machine.
    environment: Environment,
    /// The libclang.
    pub libclang: find::Libclang,
    /// Its builtin headers.
    pub builtin_headers: Option<PathBuf>,
    /// Whether it is wanted what workers have read.
    pub(super) seen: bool,
    /// How many workers run at a time, whoever starts them.
    slots: Slots,
    /// What pkg-config says of packages on each target.
    packages: Memo<(Packages, Place), Said>,
    /// Where the headers of each target are, once anybody asked: that may take a run of zig.
    places: Memo<Place, SystemHeaders>,
}

impl Tools {
    /// Looks for them. `jobs` is how many workers may run at a time.
    ///
    /// # Errors
    /// Where there is no libclang that this program can use.
    pub fn find(jobs: usize) -> Result<Tools, Error> {
        Tools::of(Environment::read(), jobs)
    }

    /// Looks for them, for a run that will want to know what workers have read. What zig answers
    /// is kept in a directory.
    ///
    /// # Errors
    /// As [`Tools::find`].
    pub fn remembering(memory: Option<PathBuf>, jobs: usize) -> Result<Tools, Error> {
        let environment = Environment {
            memory,
            ..Environment::read()
        };
        Ok(Tools {
            seen: true,
            ..Tools::of(environment, jobs)?
        })
    }

    /// Looks for them in an environment.
    fn of(environment: Environment, jobs: usize) -> Result<Tools, Error> {
        let libclang = find::libclang(&environment)?;
        Ok(Tools {
            builtin_headers: find::builtin_headers(&libclang.path, libclang.version),
            libclang,
            environment,
            seen: false,
            slots: Slots::new(jobs),
            packages: Memo::default(),
            places: Memo::default(),
        })
    }

    /// Where the headers of a target's C library are.
    pub fn system_headers(&self, options: &Options, target: &Target) -> SystemHeaders {
        let sysroot = options.sysroots.of(target);
        let place = (target.triple.clone(), sysroot.cloned());
        let find = || find::system_headers(&self.environment, target, sysroot);
        self.places.get(place, find)
    }

    /// What pkg-config says of a run's packages on a target.
    ///
    /// # Errors
    /// [`Error::PkgConfig`].
    pub fn packages(&self, options: &Options, target: &Target) -> Result<Found, Error> {
        let sysroot = options.sysroots.of(target);
        let place = (target.triple.clone(), sysroot.cloned());
        let asked = (options.packages.clone(), place);
        let root = sysroot.and_then(Root::directory);
        let find = || options.packages.find(&self.environment, target, root);
        Ok(self.packages.get(asked, find)?)
    }

    /// clang's arguments on a target: the user's, and those of packages.
    ///
    /// # Errors
    /// [`Error::PkgConfig`].
    pub fn arguments(&self, options: &Options, target: &Target) -> Result<Vec<String>, Error> {
        let mut arguments = options.arguments.clone();
        arguments.extend(self.packages(options, target)?.arguments);
        Ok(arguments)
    }

    /// Has a worker do a job, once there is room for one. The outer error is about the worker, the
    /// inner one its answer.
    pub fn ask(&self, job: &Job, limits: &Limits) -> Result<Result<Answer, Error>, Error> {
        let _slot = self.slots.take();
        let limits = Limits {
            helpers: job.helpers(),
            ..limits.clone()
        };
        worker::run(job, &limits, job.libclang())
    }
}

/// A number of places, each of which one worker takes.
struct Slots {
    /// How many are free.
    free: Mutex<usize>,
    /// Told when one becomes free.
    freed: Condvar,
}

/// A place that was taken, and becomes free again with it.
struct Slot<'s>(&'s Slots);

impl Slots {
    /// That many, one at least.
    fn new(number: usize) -> Slots {
        Slots {
            free: Mutex::new(number.max(1)),
            freed: Condvar::new(),
        }
    }

    /// Waits for one.
    fn take(&self) -> Slot<'_> {
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let mut free = self
            .freed
            .wait_while(free, |free| *free == 0)
            .unwrap_or_else(PoisonError::into_inner);
        *free -= 1;
        Slot(self)
    }
}

impl Drop for Slot<'_> {
    fn drop(&mut self) {
        *self.0.free.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.0.freed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn no_more_than_there_are() {
        let slots = Slots::new(3);
        let (now, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..12 {
                scope.spawn(|| {
                    for _ in 0..50 {
                        let slot = slots.take();
                        most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                        std::thread::yield_now();
                        now.fetch_sub(1, Ordering::SeqCst);
                        drop(slot);
                    }
                });
            }
        });
        assert!((1..=3).contains(&most.into_inner()));
        assert_eq!(
            *slots.free.lock().unwrap_or_else(PoisonError::into_inner),
            3
        );
    }
}
