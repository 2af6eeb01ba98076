//! How far a run is: a bar on a terminal, a line for each module elsewhere.

use std::collections::BTreeSet;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::module::State;
use crate::cli::Verbosity;
use crate::report;

/// What the bar looks like.
const BAR: &str = "{bar:24} {pos}/{len} {wide_msg}";

/// How often it is drawn again.
const TICK: Duration = Duration::from_millis(200);

/// The progress of a run.
pub(super) struct Progress {
    /// On a terminal.
    bar: Option<ProgressBar>,
    /// How much to say.
    verbosity: Verbosity,
    /// How many modules there are.
    number: usize,
    /// How many of them have ended.
    ended: AtomicUsize,
    /// Those that are being made.
    open: Mutex<BTreeSet<PathBuf>>,
}

impl Progress {
    /// Of that many modules.
    pub(super) fn new(number: usize, verbosity: Verbosity) -> Progress {
        let is_seen = verbosity != Verbosity::Quiet && std::io::stderr().is_terminal();
        let bar = is_seen.then(|| {
            let length = u64::try_from(number).ok();
            let bar = ProgressBar::with_draw_target(length, ProgressDrawTarget::stderr());
            if let Ok(style) = ProgressStyle::with_template(BAR) {
                bar.set_style(style);
            }
            bar.enable_steady_tick(TICK);
            bar
        });
        // Not every terminal can show one.
        let bar = bar.filter(|bar| !bar.is_hidden());
        Progress {
            bar,
            verbosity,
            number,
            ended: AtomicUsize::new(0),
            open: Mutex::default(),
        }
    }

    /// A module is being made.
    pub(super) fn begin(&self, module: &Path) {
        self.change(|open| open.insert(module.to_owned()));
    }

    /// A module is made; `text` is what there is to say of it.
    pub(super) fn end(&self, module: &Path, state: State, text: &str) {
        self.change(|open| open.remove(module));
        let ended = self.ended.fetch_add(1, Ordering::Relaxed) + 1;
        let Some(bar) = &self.bar else {
            let is_news = state != State::Current || self.verbosity == Verbosity::Verbose;
            let line = match self.verbosity != Verbosity::Quiet && is_news {
                true => self.line(ended, module, state),
                false => String::new(),
            };
            // In one piece: others end at the same time.
            report::print(&format!("{text}{line}"));
            return;
        };
        if !text.is_empty() {
            bar.suspend(|| report::print(text));
        }
        bar.inc(1);
    }

    /// All are made.
    pub(super) fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }

    /// `[3/12] stdio.pyrite: written`
    fn line(&self, ended: usize, module: &Path, state: State) -> String {
        let name = report::harmless_line(&module.to_string_lossy());
        format!("[{ended}/{}] {name}: {}\n", self.number, state.word())
    }

    /// Changes what is being made.
    fn change(&self, how: impl FnOnce(&mut BTreeSet<PathBuf>) -> bool) {
        let Some(bar) = &self.bar else {
            return;
        };
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        how(&mut open);
        let names = open
            .iter()
            .map(|it| report::harmless_line(&it.to_string_lossy()));
        bar.set_message(names.collect::<Vec<_>>().join(", "));
    }
}
