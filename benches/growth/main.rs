//! How the cost grows with the number of declarations, in headers that are generated here.
//!
//! `cargo bench --bench growth [-- --runs N] [-- --smoke] [-- FILTER]` prints two Markdown tables:
//! what a declaration takes in headers of 1,000, 10,000 and 100,000 of them ([`kinds`]), and what a
//! link takes in chains, where each declaration needs the one before ([`chains`]). What an empty
//! header takes is subtracted. Beside ours stands what clang takes, which is not linear everywhere.
//!
//! The figures are the least of N interleaved runs: what disturbs a run only ever makes it longer,
//! and the question is what the program does, not what the machine does beside it. A thousand
//! declarations take less than the program's start, so that their figure is the least exact.
//!
//! It fails where mixed declarations cost more than [`GROWTH`] times as much in a header of 100,000
//! as in one of 10,000, where a link costs more than [`CHAIN_GROWTH`] times as much in a long chain
//! as in a short one, or more than [`LINK`] times what a mixed declaration costs. Costing less is no
//! failure. `--smoke` runs once with small headers and has no limit.

#![allow(clippy::print_stdout, clippy::print_stderr)]

mod chains;
mod course;
mod kinds;
#[path = "../support/mod.rs"]
mod support;

use std::path::Path;
use std::process::ExitCode;

use course::{Course, Start};
use kinds::Shape;
use support::{CLANG, Known, Options};

/// How much more a declaration may cost where there are ten times as many.
const GROWTH: f64 = 1.15;

/// How much more a link may cost in a chain that is four times as long. It would cost four times as
/// much if each needed all before it.
const CHAIN_GROWTH: f64 = 1.5;

/// How much more than a mixed declaration a link may cost: a search that is given up at some point
/// is linear, too, and no good.
const LINK: f64 = 4.0;

/// How many declarations the headers have.
const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

/// How many links the chains have.
const LINKS: [usize; 2] = [2_500, 10_000];

/// By how much all are smaller in a smoke run.
const SMALLER: usize = 100;

fn main() -> ExitCode {
    let known = Known {
        runs: 5,
        switches: &[],
    };
    support::run_with(&known, run)
}

/// Measures and prints; `false` where a limit is broken.
fn run(options: &Options) -> Result<bool, String> {
    let place = tempfile::tempdir().map_err(|e| e.to_string())?;
    let place = place.path();
    let mut start = Start::new(place)?;
    // The mixed header is what chains are measured with: it is there whatever is asked for.
    let wanted = |shape: &&Shape| shape.name.contains(&options.filter);
    let mut kinds = vec![courses(&kinds::MIXED, &SIZES, options, place)?];
    for shape in kinds::KINDS.iter().filter(wanted) {
        kinds.push(courses(shape, &SIZES, options, place)?);
    }
    let mut chains = Vec::new();
    for shape in chains::CHAINS.iter().filter(wanted) {
        chains.push(courses(shape, &LINKS, options, place)?);
    }
    for round in 0..options.runs {
        for course in kinds.iter_mut().chain(&mut chains).flatten() {
            // Everything is measured against it: it must not be that one moment was a bad one.
            start.round(round)?;
            course.round(round)?;
        }
    }
    let mut broken = Vec::new();
    table("declarations", &kinds, &start);
    let mixed = kinds
        .first()
        .map_or(f64::NAN, |mixed| costs(mixed, &start)[1]);
    for courses in &kinds {
        grown(courses, &start, GROWTH, &mut broken);
    }
    println!();
    table("links of a chain", &chains, &start);
    for courses in &chains {
        grown(courses, &start, CHAIN_GROWTH, &mut broken);
        dear(courses, &start, mixed, &mut broken);
    }
    println!(
        "\nMicroseconds for each, the least of interleaved runs ({}), without the {:.0} ms of an \
         empty header. In brackets: what `{CLANG} -fsyntax-only` takes. Shapes with a star have \
         limits.",
        options.runs, start.ours
    );
    if options.smoke {
        return Ok(true);
    }
    for line in &broken {
        eprintln!("limit: {line}");
    }
    Ok(broken.is_empty())
}

/// A shape's headers in all sizes.
fn courses(
    shape: &'static Shape,
    sizes: &[usize],
    options: &Options,
    place: &Path,
) -> Result<Vec<Course>, String> {
    let sizes = sizes.iter().map(|size| match options.smoke {
        true => size / SMALLER,
        false => *size,
    });
    sizes.map(|size| Course::new(shape, size, place)).collect()
}

/// What one declaration costs in each size.
fn costs(courses: &[Course], start: &Start) -> Vec<f64> {
    let costs = courses.iter().map(|course| course.cost(start));
    costs.collect()
}

/// Prints what a declaration costs in all sizes, and how that grows over the last two.
fn table(title: &str, rows: &[Vec<Course>], start: &Start) {
    let Some(first) = rows.first() else {
        return;
    };
    let sizes: Vec<_> = first.iter().map(|course| course.size.to_string()).collect();
    println!("| {title} | {} | growth |", sizes.join(" | "));
    println!("|---|{}", "---:|".repeat(sizes.len() + 1));
    for courses in rows {
        let [Some(first), Some(before), Some(last)] =
            [courses.first(), courses.iter().rev().nth(1), courses.last()]
        else {
            continue;
        };
        let cells = courses.iter().map(|course| {
            format!(
                "{:.2} ({:.2})",
                course.cost(start),
                course.clang_cost(start)
            )
        });
        println!(
            "| {}{} | {} | {:.2} ({:.2}) |",
            first.shape.name,
            if first.shape.is_limited { " *" } else { "" },
            cells.collect::<Vec<_>>().join(" | "),
            last.cost(start) / before.cost(start),
            last.clang_cost(start) / before.clang_cost(start),
        );
    }
}

/// Whether a declaration costs too much more in the largest size than in the one before.
fn grown(courses: &[Course], start: &Start, limit: f64, broken: &mut Vec<String>) {
    let [.., before, last] = courses else {
        return;
    };
    let growth = last.cost(start) / before.cost(start);
    if last.shape.is_limited && growth > limit {
        broken.push(format!(
            "{}: one of {} costs {growth:.2} times as much as one of {}; at most {limit}",
            last.shape.name, last.size, before.size
        ));
    }
}

/// Whether a link of the longest chain costs too much, beside a mixed declaration.
fn dear(courses: &[Course], start: &Start, mixed: f64, broken: &mut Vec<String>) {
    let Some(last) = courses.last().filter(|last| last.shape.is_limited) else {
        return;
    };
    let factor = last.cost(start) / mixed;
    if factor > LINK {
        broken.push(format!(
            "{}: a link costs {factor:.1} times as much as a mixed declaration; at most {LINK}",
            last.shape.name
        ));
    }
}
