//! The tables, and what is to be said of them.

use crate::measure::Row;
use crate::peers::Peers;
use crate::program::Program;
use crate::support::{Options, said, shown_time};

/// Where there is no figure.
const NONE: &str = "–";

/// Prints both tables and the remarks.
pub(crate) fn print(options: &Options, peers: &Peers, rows: &[Row]) {
    let programs = present(peers);
    let titles: Vec<String> = programs.iter().map(|program| program.title()).collect();
    println!(
        "| header | {} | declarations/s | with `--everything` |",
        titles.join(" | ")
    );
    println!("|---|{}", "---:|".repeat(programs.len() + 2));
    for row in rows {
        let mut cells: Vec<_> = programs.iter().map(|program| row.time(*program)).collect();
        cells.push(row.pace(Program::Default));
        cells.push(row.pace(Program::Everything));
        println!("| {} | {} |", row.header, cells.join(" | "));
    }
    println!("\n| memory | {} |", titles.join(" | "));
    println!("|---|{}", "---:|".repeat(programs.len()));
    for row in rows {
        let cells = programs.iter().map(|program| row.memory(*program));
        println!(
            "| {} | {} |",
            row.header,
            cells.collect::<Vec<_>>().join(" | ")
        );
    }
    println!(
        "\n{}{} In brackets: times what clang takes. Memory is the most that one process had.",
        said(options),
        fewer(options, &programs)
    );
    for program in Program::ALL {
        if !programs.contains(&program) {
            println!("No {}: `--with-peers` installs it.", program.title());
        }
    }
    for row in rows {
        for (program, words) in &row.declined {
            println!(
                "{} does not accept {}: {words}",
                program.title(),
                row.header
            );
        }
    }
}

/// The programs that are here.
fn present(peers: &Peers) -> Vec<Program> {
    let is_here = |program: &Program| match program {
        Program::Clang | Program::Default | Program::Everything => true,
        Program::System => peers.libclang.is_some(),
        Program::Zig => peers.zig.is_some(),
        Program::RustBindgen => peers.rust_bindgen.is_some(),
    };
    Program::ALL.into_iter().filter(is_here).collect()
}

/// Which programs were run less often.
fn fewer(options: &Options, programs: &[Program]) -> String {
    let slow = programs.iter().filter_map(|program| {
        let runs = options.runs.div_ceil(program.pace(options.runs));
        (runs < options.runs).then(|| format!(" Of {} only {runs}.", program.title()))
    });
    slow.collect()
}

impl Row {
    /// A program's time, with its ratio to clang's.
    fn time(&self, program: Program) -> String {
        let time = self.figures.get(&program).map(|it| shown_time(it.time));
        with_ratio(program, time, self.time_ratio(program))
    }

    /// A program's memory, with its ratio to clang's.
    fn memory(&self, program: Program) -> String {
        let memory = self.figures.get(&program).and_then(|it| it.memory);
        let memory = memory.map(|kib| format!("{} MiB", kib.div_ceil(1024)));
        with_ratio(program, memory, self.memory_ratio(program))
    }

    /// How many declarations a program of ours wrote in a second, in thousands.
    fn pace(&self, program: Program) -> String {
        let figures = self.figures.get(&program);
        let pace = figures.and_then(|it| Some(it.declarations? as f64 / it.time));
        pace.map_or(NONE.to_owned(), |pace| format!("{pace:.0},000"))
    }
}

/// A figure with its ratio, which clang's own has not.
fn with_ratio(program: Program, figure: Option<String>, ratio: Option<f64>) -> String {
    match (figure, ratio) {
        (Some(figure), Some(ratio)) if program != Program::Clang => {
            format!("{figure} ({ratio:.2})")
        }
        (Some(figure), _) => figure,
        (None, _) => NONE.to_owned(),
    }
}
