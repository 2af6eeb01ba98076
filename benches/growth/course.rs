//! The runs of both programs on a header of one size.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::kinds::Shape;
use crate::support::{CLANG, once, quarry};

/// What both programs take for a header without declarations.
pub(crate) struct Start {
    /// The commands.
    commands: [Vec<String>; 2],
    /// Ours, in milliseconds: the least so far.
    pub(crate) ours: f64,
    /// clang's.
    clang: f64,
}

/// A shape in one size.
pub(crate) struct Course {
    /// The shape.
    pub(crate) shape: &'static Shape,
    /// How many declarations.
    pub(crate) size: usize,
    /// The commands.
    commands: [Vec<String>; 2],
    /// Ours, in milliseconds: the least so far.
    ours: f64,
    /// clang's.
    clang: f64,
}

impl Start {
    /// Writes the empty header.
    pub(crate) fn new(place: &Path) -> Result<Self, String> {
        let header = place.join("empty.h");
        fs::write(&header, "").map_err(|e| e.to_string())?;
        let commands = commands(&header, place);
        for command in &commands {
            once(command)?;
        }
        Ok(Self {
            commands,
            ours: f64::INFINITY,
            clang: f64::INFINITY,
        })
    }

    /// One run of each.
    pub(crate) fn round(&mut self, round: usize) -> Result<(), String> {
        least(&self.commands, round, &mut self.ours, &mut self.clang)
    }
}

impl Course {
    /// Writes the header.
    pub(crate) fn new(shape: &'static Shape, size: usize, place: &Path) -> Result<Self, String> {
        let name = shape
            .name
            .replace(|c: char| !c.is_ascii_alphanumeric(), "_");
        let header: PathBuf = place.join(format!("{name}_{size}.h"));
        let mut text = String::new();
        (shape.write)(size, &mut text);
        fs::write(&header, text).map_err(|e| e.to_string())?;
        Ok(Self {
            shape,
            size,
            commands: commands(&header, place),
            ours: f64::INFINITY,
            clang: f64::INFINITY,
        })
    }

    /// One run of each.
    pub(crate) fn round(&mut self, round: usize) -> Result<(), String> {
        least(&self.commands, round, &mut self.ours, &mut self.clang)
    }

    /// What a declaration costs us, in microseconds.
    pub(crate) fn cost(&self, start: &Start) -> f64 {
        (self.ours - start.ours) * 1000.0 / self.size as f64
    }

    /// What it costs clang.
    pub(crate) fn clang_cost(&self, start: &Start) -> f64 {
        (self.clang - start.clang) * 1000.0 / self.size as f64
    }
}

/// Runs both, in an order that changes with the round, and keeps what was the least.
fn least(
    commands: &[Vec<String>; 2],
    round: usize,
    ours: &mut f64,
    clang: &mut f64,
) -> Result<(), String> {
    for turn in 0..2 {
        let which = (round + turn) % 2;
        let time = milliseconds(once(&commands[which])?);
        let least = match which {
            0 => &mut *ours,
            _ => &mut *clang,
        };
        *least = least.min(time);
    }
    Ok(())
}

/// A time as a number.
fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// Our command for a header, and clang's.
fn commands(header: &Path, place: &Path) -> [Vec<String>; 2] {
    let header = header.to_string_lossy();
    let output = format!("--output={}", place.join("m.pyrite").display());
    let ours = [&quarry(), "bindgen", &header, &output];
    let clang = [CLANG, "-fsyntax-only", "-w", "-xc", &header];
    [
        ours.map(str::to_owned).to_vec(),
        clang.map(str::to_owned).to_vec(),
    ]
}
