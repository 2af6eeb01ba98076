//! What must hold on every header.

use crate::measure::Row;
use crate::program::Program;

/// How much longer than clang it may take with default options.
const DEFAULT: f64 = 1.25;

/// The same with everything that any header declares.
const EVERYTHING: f64 = 1.6;

/// How much more memory than clang it may have.
const MEMORY: f64 = 1.4;

/// How many times faster than rust-bindgen it must be, on the headers that take that long.
const RUST_BINDGEN: f64 = 8.0;

/// Those headers.
const LONG: [&str; 2] = ["windows.h", "gtk/gtk.h"];

/// A line for each limit that is broken.
pub(crate) fn broken(rows: &[Row]) -> Vec<String> {
    let mut lines = Vec::new();
    for row in rows {
        let header = row.header;
        for (program, limit) in [
            (Program::Default, DEFAULT),
            (Program::System, DEFAULT),
            (Program::Everything, EVERYTHING),
        ] {
            let title = program.title();
            if let Some(ratio) = row.time_ratio(program).filter(|it| *it > limit) {
                lines.push(format!(
                    "{header}: {title} takes {ratio:.2} times as long as clang; at most {limit}"
                ));
            }
            if let Some(ratio) = row.memory_ratio(program).filter(|it| *it > MEMORY) {
                lines.push(format!(
                    "{header}: {title} has {ratio:.2} times the memory of clang; at most {MEMORY}"
                ));
            }
        }
        lines.extend(beside_others(row, Program::Default));
        lines.extend(beside_others(row, Program::System));
    }
    lines
}

/// The same for a program of ours and the other generators.
fn beside_others(row: &Row, program: Program) -> Vec<String> {
    let mut lines = Vec::new();
    let (header, title) = (row.header, program.title());
    let time = |program: Program| row.figures.get(&program).map(|it| it.time);
    let Some(ours) = time(program) else {
        return lines;
    };
    if let Some(zig) = time(Program::Zig).filter(|zig| ours >= *zig) {
        let ratio = ours / zig;
        lines.push(format!(
            "{header}: {title} takes {ratio:.2} times as long as Zig; below 1"
        ));
    }
    let factor = time(Program::RustBindgen).map(|other| other / ours);
    if let Some(factor) = factor.filter(|it| LONG.contains(&header) && *it < RUST_BINDGEN) {
        lines.push(format!(
            "{header}: {title} is {factor:.1} times faster than rust-bindgen; at least \
             {RUST_BINDGEN}"
        ));
    }
    lines
}

impl Row {
    /// How many times as long as clang a program takes.
    pub(crate) fn time_ratio(&self, program: Program) -> Option<f64> {
        let clang = self.figures.get(&Program::Clang)?;
        Some(self.figures.get(&program)?.time / clang.time)
    }

    /// How many times clang's memory a program has.
    pub(crate) fn memory_ratio(&self, program: Program) -> Option<f64> {
        let clang = self.figures.get(&Program::Clang)?.memory?;
        let own = self.figures.get(&program)?.memory?;
        Some(own as f64 / clang as f64)
    }
}
