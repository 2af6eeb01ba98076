//! What came when: directives of a header's text next to the events of libclang's record.

use rustc_hash::FxHashMap as HashMap;

use crate::clang::cursor::{Position, Reading};
use crate::clang::unit::{FileHandle, SkippedRange};
use crate::decls::files::Files;
use crate::decls::survey::Event;

/// Where a directive stands in time, next to a definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// The definition is the later one.
    Before,
    /// The directive is the later one.
    After,
    /// The record does not tell.
    Unknown,
}

/// How often a directive took effect, over all inclusions of its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Times {
    /// `#if` left it out each time.
    Never,
    /// In some of several inclusions.
    Sometimes,
    /// Each time.
    Always,
}

/// The inclusions of each file.
pub(super) struct Entries {
    /// The events, in order.
    of: HashMap<FileHandle, Vec<usize>>,
}

impl Entries {
    /// Gathers them.
    pub(super) fn of(events: &[Event<'_>]) -> Entries {
        let mut of: HashMap<FileHandle, Vec<usize>> = HashMap::default();
        for (index, event) in events.iter().enumerate() {
            if let Event::Include { file, .. } = event {
                of.entry(*file).or_default().push(index);
            }
        }
        Entries { of }
    }

    /// Whether a definition comes before the first time that a file was read.
    pub(super) fn is_before_first(&self, file: FileHandle, defined: usize) -> bool {
        self.of
            .get(&file)
            .and_then(|entries| entries.first())
            .is_some_and(|&first| defined < first)
    }

    /// Whether the directive at `at`, the last time that its file was read, comes after the
    /// definition that is the event `defined`.
    pub(super) fn order(
        &self,
        events: &[Event<'_>],
        files: &Files<'_>,
        at: (FileHandle, u32),
        defined: usize,
    ) -> Order {
        let (file, offset) = at;
        let by_offset = |position: Position| {
            if position.offset > offset {
                Order::Before
            } else {
                Order::After
            }
        };
        let Some(definition) = events.get(defined).map(Event::position) else {
            return Order::Unknown;
        };
        if definition.file.is_none() {
            // The compiler's own come before everything.
            return Order::After;
        }
        // A place does not say in which reading of its file it was met.
        let is_read_once = |file| files.times_entered(file) == 1;
        if is_read_once(file) && definition.file.is_some_and(is_read_once) {
            let at = Position {
                file: Some(file),
                offset,
            };
            return if files.compare(definition, at).is_gt() {
                Order::Before
            } else {
                Order::After
            };
        }
        let entries = self.of.get(&file).map_or(&[][..], Vec::as_slice);
        // An inclusion that an include guard stopped is an event too, but the file was not read.
        if entries.len() != files.times_entered(file) {
            return Order::Unknown;
        }
        let Some(&entry) = entries.last() else {
            return Order::Unknown;
        };
        if defined < entry {
            return Order::After;
        }
        if definition.file == Some(file) {
            return by_offset(definition);
        }
        // Elsewhere: what the file itself did last before the definition tells how far it was.
        let latest = events
            .get(entry..defined)
            .unwrap_or_default()
            .iter()
            .rev()
            .find(|event| event.position().file == Some(file));
        match latest {
            None => Order::Before,
            Some(event) if event.position().offset > offset => Order::Before,
            Some(Event::Define(_) | Event::Include { .. }) => Order::Unknown,
        }
    }
}

/// The parts of all files that `#if` left out, each time that it did.
pub(super) struct LeftOut {
    /// By file.
    ranges: HashMap<FileHandle, Vec<SkippedRange>>,
}

impl LeftOut {
    /// Gathers them.
    pub(super) fn of(ranges: Vec<SkippedRange>) -> LeftOut {
        let mut by_file: HashMap<FileHandle, Vec<SkippedRange>> = HashMap::default();
        for range in ranges {
            if let Some(file) = range.start.file {
                by_file.entry(file).or_default().push(range);
            }
        }
        LeftOut { ranges: by_file }
    }

    /// The readings in which a directive was left out.
    fn readings(&self, file: FileHandle, offset: u32) -> impl Iterator<Item = Reading> {
        self.ranges
            .get(&file)
            .into_iter()
            .flatten()
            .filter(move |range| (range.start.offset..range.end).contains(&offset))
            .map(|range| range.reading)
    }

    /// In how many readings a directive was left out.
    pub(super) fn count(&self, file: FileHandle, offset: u32) -> usize {
        self.readings(file, offset).count()
    }

    /// How often a directive took effect.
    pub(super) fn times(&self, files: &Files<'_>, file: FileHandle, offset: u32) -> Times {
        match self.count(file, offset) {
            0 => Times::Always,
            left_out if left_out >= files.times_entered(file) => Times::Never,
            _ => Times::Sometimes,
        }
    }

    /// Whether a directive took effect in the reading of its own file in which an event of the
    /// same file happened.
    pub(super) fn is_read_with(&self, event: &Event<'_>, file: FileHandle, offset: u32) -> bool {
        let Event::Define(define) = event else {
            return false;
        };
        let reading = define.cursor.reading();
        define.start.file == Some(file)
            && !self
                .readings(file, offset)
                .any(|left_out| left_out == reading)
    }
}
