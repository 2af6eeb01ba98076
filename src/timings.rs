//! Where the time of a run goes: what `--timings` prints.
//!
//! A worker and the command each measure their own stages; nothing is measured twice, so that the
//! stages of one target add up to the whole.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

/// A part of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stage {
    /// The command's own: arguments, the search for libclang and headers.
    Start,
    /// The workers of several targets, as many at a time as may run.
    Targets,
    /// The worker's process, and what is said to and by it.
    Worker,
    /// libclang and what it is linked with are loaded.
    Load,
    /// clang reads the headers.
    Parse,
    /// One visit of what the headers declare: what belongs to the scope.
    Visit,
    /// Macros: their text, and what none but clang can say of them.
    Macros,
    /// Declarations; the constants that need no names are decided beside it.
    Decls,
    /// What Pyrite says of them.
    Map,
    /// What it says on all targets, and what is imported.
    Merge,
    /// The text.
    Emit,
    /// The proof of the text, by libclang.
    Verify,
    /// The rest of the proof: other compilers and, for several targets, libclang.
    Proof,
    /// The files.
    Write,
}

impl Stage {
    /// Its name and what it is, in the words of the table.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Stage::Start => ("start", "arguments; the search for libclang and headers"),
            Stage::Targets => ("targets", "the workers, as many at a time as may run"),
            Stage::Worker => ("worker", "its process, the request and the answer"),
            Stage::Load => ("load", "libclang is loaded"),
            Stage::Parse => ("parse", "clang reads the headers"),
            Stage::Visit => ("visit", "what belongs to the scope"),
            Stage::Macros => ("macros", "their text and values"),
            Stage::Decls => ("decls", "C declarations"),
            Stage::Map => ("map", "what Pyrite says of them"),
            Stage::Merge => ("merge", "what it says on all targets"),
            Stage::Emit => ("emit", "the text"),
            Stage::Verify => ("verify", "its proof by libclang"),
            Stage::Proof => ("proof", "the rest of its proof"),
            Stage::Write => ("write", "the files"),
        }
    }
}

/// How long stages took, in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timings(Vec<(Stage, Duration)>);

impl Timings {
    /// Adds time to a stage.
    pub fn add(&mut self, stage: Stage, time: Duration) {
        match self.0.iter_mut().find(|(it, _)| *it == stage) {
            Some((_, sum)) => *sum += time,
            None => self.0.push((stage, time)),
        }
    }

    /// All of it.
    pub fn total(&self) -> Duration {
        self.0.iter().map(|(_, time)| *time).sum()
    }

    /// A worker's own stages within the time that it was waited for: what is not theirs is its
    /// process, and what is said to and by it.
    #[must_use]
    pub fn within(self, time: Duration) -> Timings {
        let mut all = Timings::default();
        all.add(Stage::Worker, time.saturating_sub(self.total()));
        all.0.extend(self.0);
        all
    }

    /// A table in milliseconds, below a line that says what it is of.
    pub fn table(&self, of: &str) -> String {
        let mut text = format!("timings of {of}, in ms\n");
        for (stage, time) in &self.0 {
            let (name, words) = stage.words();
            let line = (milliseconds(*time), name, words);
            let _ = writeln!(text, "{:>9.1}  {:<9}  {}", line.0, line.1, line.2);
        }
        let _ = writeln!(text, "{:>9.1}  total", milliseconds(self.total()));
        text
    }
}

/// How long a run took.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spent {
    /// Each target, in the order of the run; several of them at a time.
    pub targets: Vec<(String, Timings)>,
    /// What is done for several targets together.
    pub together: Timings,
}

impl Spent {
    /// One target alone.
    pub fn of(triple: &str, timings: Timings) -> Spent {
        Spent {
            targets: vec![(triple.to_owned(), timings)],
            together: Timings::default(),
        }
    }

    /// Its tables. Of the command's own stages, the first is all until there was a text.
    pub fn tables(self, command: Timings) -> String {
        let Spent {
            mut targets,
            together,
        } = self;
        let (of, inner) = match (together.0.is_empty(), targets.pop()) {
            (true, Some(only)) => only,
            (_, last) => {
                targets.extend(last);
                ("all targets".to_owned(), together)
            }
        };
        let mut all = Timings::default();
        let mut own = command.0.into_iter();
        if let Some((stage, time)) = own.next() {
            all.add(stage, time.saturating_sub(inner.total()));
        }
        all.0.extend(inner.0);
        all.0.extend(own);
        targets.push((of, all));
        let tables = targets.iter().map(|(of, timings)| timings.table(of));
        tables.collect()
    }
}

/// A time as the table has it.
fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// Tells how long each stage takes that follows another.
#[derive(Debug)]
pub struct Stopwatch {
    /// When the running stage began.
    since: Instant,
    /// The stages that are over.
    timings: Timings,
}

impl Stopwatch {
    /// The first stage begins.
    pub fn start() -> Stopwatch {
        Stopwatch {
            since: Instant::now(),
            timings: Timings::default(),
        }
    }

    /// A stage is over, and the next begins. Of one that comes again the times are added up.
    pub fn lap(&mut self, stage: Stage) {
        let now = Instant::now();
        self.timings.add(stage, now - self.since);
        self.since = now;
    }

    /// What was measured.
    pub fn stop(self) -> Timings {
        self.timings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_add_up() {
        let mut timings = Timings::default();
        timings.add(Stage::Parse, Duration::from_micros(1500));
        timings.add(Stage::Map, Duration::from_millis(2));
        timings.add(Stage::Parse, Duration::from_millis(1));
        assert_eq!(timings.total(), Duration::from_micros(4500));
        assert_eq!(
            timings.table("a.h"),
            "timings of a.h, in ms\n      2.5  parse      clang reads the headers\n      2.0  \
             map        what Pyrite says of them\n      4.5  total\n"
        );
    }

    #[test]
    fn a_stopwatch_loses_nothing() {
        let start = Instant::now();
        let mut watch = Stopwatch::start();
        watch.lap(Stage::Load);
        std::thread::sleep(Duration::from_millis(2));
        watch.lap(Stage::Parse);
        watch.lap(Stage::Load);
        let timings = watch.stop();
        assert!(timings.total() >= Duration::from_millis(2));
        assert!(timings.total() <= start.elapsed());
        assert_eq!(timings.0.len(), 2);
    }
}
