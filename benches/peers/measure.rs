//! All runs, and what is known of each program on each header after them.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Seek};
use std::path::Path;
use std::time::Duration;

use crate::peers::Peers;
use crate::program::{Commands, Program, wake_zig};
use crate::support::headers::{HEADERS, Header};
use crate::support::memory::peak;
use crate::support::{Options, median, shown, timed};

/// In how many runs the memory is looked at.
const MEMORY_RUNS: usize = 3;

/// What a program took for a header.
pub(crate) struct Figures {
    /// The median, in milliseconds.
    pub(crate) time: f64,
    /// The most that one of its processes had resident, in KiB, where it could be seen.
    pub(crate) memory: Option<u64>,
    /// How many declarations it says it wrote; ours only.
    pub(crate) declarations: Option<u64>,
}

/// A header with what is known.
pub(crate) struct Row {
    /// Its name.
    pub(crate) header: &'static str,
    /// Of each program that is here and accepts it.
    pub(crate) figures: BTreeMap<Program, Figures>,
    /// What those said that are here and do not accept it.
    pub(crate) declined: Vec<(Program, String)>,
}

/// A program on a header while it is measured.
struct Course {
    /// Which one.
    program: Program,
    /// The times so far.
    times: Vec<Duration>,
    /// The most memory so far.
    memory: Option<u64>,
    /// What it says it wrote.
    declarations: Option<u64>,
}

/// A header while it is measured.
struct Track<'a> {
    /// Its commands.
    commands: Commands<'a>,
    /// The row without figures.
    row: Row,
    /// Those that accept it.
    courses: Vec<Course>,
}

/// Runs everything.
pub(crate) fn all(options: &Options, peers: &Peers, place: &Path) -> Result<Vec<Row>, String> {
    wake_zig(peers, place)?;
    let mut serial = 0;
    let mut tracks = Vec::new();
    let wanted = |header: &&Header| header.name.contains(&options.filter);
    for header in HEADERS.iter().filter(wanted) {
        let commands = Commands::new(header, peers, place)?;
        let mut track = Track {
            commands,
            row: Row {
                header: header.name,
                figures: BTreeMap::new(),
                declined: Vec::new(),
            },
            courses: Vec::new(),
        };
        // Without a clock: it puts every file into the page cache, and every error is seen.
        for program in Program::ALL {
            track.warm(program, &mut serial)?;
        }
        tracks.push(track);
    }
    if tracks.is_empty() {
        return Err(format!("no header is called {}", options.filter));
    }
    for round in 0..options.runs {
        for track in &mut tracks {
            track.round(round, options.runs, &mut serial)?;
        }
    }
    for _ in 1..options.runs.min(MEMORY_RUNS) {
        for track in &mut tracks {
            track.memory(&mut serial)?;
        }
    }
    Ok(tracks.into_iter().map(Track::finish).collect())
}

impl Track<'_> {
    /// The first run of a program: whether it accepts the header, what it takes, what it says.
    fn warm(&mut self, program: Program, serial: &mut usize) -> Result<(), String> {
        *serial += 1;
        let Some(mut command) = self.commands.of(program, *serial)? else {
            return Ok(());
        };
        let failed = |e: std::io::Error| e.to_string();
        let mut words = tempfile::tempfile().map_err(failed)?;
        command.stderr(words.try_clone().map_err(failed)?);
        let (success, memory) = peak(&mut command)?;
        let mut said = Vec::new();
        words.rewind().map_err(failed)?;
        words.read_to_end(&mut said).map_err(failed)?;
        let said = String::from_utf8_lossy(&said);
        let output = self.commands.output(program);
        let wrote = output.is_none_or(|path| fs::metadata(path).is_ok_and(|it| it.len() > 0));
        // A program that writes nothing is fast and proves nothing.
        if success && wrote {
            self.courses.push(Course {
                program,
                times: Vec::new(),
                memory,
                declarations: declarations(&said),
            });
        } else if program.is_own() {
            return Err(format!("{}: {said}", shown(&command)));
        } else {
            let error = said.lines().find(|line| line.contains(".h:"));
            let error = error.or_else(|| said.lines().next()).unwrap_or("nothing");
            self.row.declined.push((program, error.trim().to_owned()));
        }
        Ok(())
    }

    /// One run of each program whose turn it is.
    fn round(&mut self, round: usize, runs: usize, serial: &mut usize) -> Result<(), String> {
        for turn in order(self.courses.len(), round) {
            let course = &mut self.courses[turn];
            if !round.is_multiple_of(course.program.pace(runs)) {
                continue;
            }
            *serial += 1;
            if let Some(command) = self.commands.of(course.program, *serial)? {
                course.times.push(timed(command)?);
            }
        }
        Ok(())
    }

    /// One more look at the memory of each program.
    fn memory(&mut self, serial: &mut usize) -> Result<(), String> {
        for course in &mut self.courses {
            *serial += 1;
            if let Some(mut command) = self.commands.of(course.program, *serial)? {
                command.stderr(std::process::Stdio::null());
                course.memory = course.memory.max(peak(&mut command)?.1);
            }
        }
        Ok(())
    }

    /// The row with the medians.
    fn finish(self) -> Row {
        let mut row = self.row;
        for mut course in self.courses {
            let figures = Figures {
                time: median(&mut course.times),
                memory: course.memory,
                declarations: course.declarations,
            };
            row.figures.insert(course.program, figures);
        }
        row
    }
}

/// How many declarations a run says it wrote: `wrote x: 3 functions, 2 types; 1 skipped`.
fn declarations(said: &str) -> Option<u64> {
    let line = said.lines().find(|line| line.starts_with("wrote "))?;
    let (_, counts) = line.rsplit_once(": ")?;
    let written = counts.split(';').next()?;
    let numbers = written
        .split(", ")
        .map(|part| part.split(' ').next()?.parse::<u64>().ok());
    numbers.sum()
}

/// Who runs when in a round. What ran before leaves its memory and the caches behind, in a better
/// or a worse state: in as many rounds as there are programs, and as many backwards, each comes
/// after each other one equally often (a Williams design).
fn order(count: usize, round: usize) -> Vec<usize> {
    let first = |place: usize| match place % 2 {
        0 => count - place / 2,
        _ => place.div_ceil(2),
    };
    let mut order: Vec<_> = (0..count)
        .map(|place| (first(place) + round) % count)
        .collect();
    if round / count.max(1) % 2 == 1 {
        order.reverse();
    }
    order
}
