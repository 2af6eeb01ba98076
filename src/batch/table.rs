//! What became of all modules of a run, at its end.

use std::time::Duration;

use super::Batch;
use super::module::{Made, State};
use crate::cli::Verbosity;
use crate::report;

/// The columns.
const HEAD: [&str; 7] = [
    "MODULE",
    "TARGETS",
    "FUNCTIONS",
    "TYPES",
    "CONSTANTS",
    "SKIPPED",
    "STATE",
];

/// Prints a row for each module that something became of, or for all where much is to be said, and
/// one line for all.
pub(super) fn print(batch: &Batch, made: &[Made], time: Duration) {
    if batch.verbosity == Verbosity::Quiet {
        return;
    }
    let is_news =
        |made: &&Made| batch.verbosity == Verbosity::Verbose || made.state != State::Current;
    let rows: Vec<[String; 7]> = made.iter().filter(is_news).map(row).collect();
    let mut text = match rows.is_empty() {
        true => String::new(),
        false => aligned(&rows),
    };
    text.push_str(&sum(made, time));
    report::print(&text);
}

/// The row of a module.
fn row(made: &Made) -> [String; 7] {
    let counts = &made.counts;
    let number = |number: usize| match made.targets {
        0 => "-".to_owned(),
        _ => number.to_string(),
    };
    [
        report::harmless_line(&made.output.to_string_lossy()),
        number(made.targets),
        number(counts.functions + counts.variables),
        number(counts.types),
        number(counts.constants),
        number(counts.skipped),
        made.state.word().to_owned(),
    ]
}

/// Rows below their heads, numbers to the right.
fn aligned(rows: &[[String; 7]]) -> String {
    let head = HEAD.map(str::to_owned);
    let all = || [&head].into_iter().chain(rows);
    let mut text = String::new();
    let width = |column: usize| {
        let cells = all().filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..HEAD.len()).map(width).collect();
    for row in all() {
        let mut line = String::new();
        for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
            match column {
                0 => line.push_str(&format!("{cell:<width$}")),
                6 => line.push_str(&format!("  {cell}")),
                _ => line.push_str(&format!("  {cell:>width$}")),
            }
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// `49 modules: 3 written, 46 up to date in 3.2 s`
fn sum(made: &[Made], time: Duration) -> String {
    let states = [
        State::Written,
        State::Same,
        State::Current,
        State::Faulty,
        State::Differs,
        State::Failed,
    ];
    let parts: Vec<String> = states
        .into_iter()
        .map(|state| {
            (
                made.iter().filter(|made| made.state == state).count(),
                state.word(),
            )
        })
        .filter(|(number, _)| *number > 0)
        .map(|(number, word)| format!("{number} {word}"))
        .collect();
    format!(
        "{}: {} in {:.1} s\n",
        report::plural(made.len(), "module", "modules"),
        parts.join(", "),
        time.as_secs_f64()
    )
}
