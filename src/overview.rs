//! `quarry bindgen targets`: every target with its data model, and where its headers come from on
//! this machine. `doctor` says the same of each.

use std::fmt;

use serde::Serialize;

use crate::clang::find::{
    Environment, Source, SystemHeaders, headers_package, remedies, system_headers, zig_version,
};
use crate::generate::in_parallel;
use crate::target::Target;

/// One target on this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The target.
    pub target: Target,
    /// The directories and the full advice.
    pub headers: SystemHeaders,
    /// Where they come from in a few words, or what brings them.
    pub place: String,
    /// The Debian package that brings them, if there is one.
    pub package: Option<&'static str>,
}

/// Several targets on this machine, in the order given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overview {
    /// One for each.
    pub rows: Vec<Row>,
}

/// Looks at the machine for each of the targets. Programs may have to be asked, so it is done for
/// several at a time.
pub fn overview(env: &Environment, targets: Vec<Target>) -> Overview {
    let look = |target: &Target| system_headers(env, target, None);
    let jobs = std::thread::available_parallelism().map_or(1, usize::from);
    let found = in_parallel(&targets, jobs, look)
        // A panic comes again, and is reported by who catches it.
        .unwrap_or_else(|_| targets.iter().map(look).collect());
    let zig = found.iter().find_map(|headers| match &headers.source {
        Source::Zig(program) => zig_version(program),
        Source::Sysroot(_)
        | Source::Machine
        | Source::Installed
        | Source::Gcc(_)
        | Source::Nobody => None,
    });
    let rows = targets
        .into_iter()
        .zip(found)
        .map(|(target, headers)| Row {
            place: headers
                .place(zig.as_deref())
                .unwrap_or_else(|| missing(&remedies(env, &target))),
            package: headers_package(env, &target),
            headers,
            target,
        })
        .collect();
    Overview { rows }
}

/// What to say in place of a place.
fn missing(remedies: &[&str]) -> String {
    match remedies {
        [] => "none: --sysroot=DIR".to_owned(),
        _ => format!("none: {}", remedies.join(" or ")),
    }
}

/// The columns of the table before the last one.
const TITLES: [&str; 5] = ["TARGET", "MODEL", "BYTES", "CHAR", "WCHAR_T"];

impl fmt::Display for Overview {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let table: Vec<([&str; 5], &str)> = std::iter::once((TITLES, "HEADERS"))
            .chain(
                self.rows
                    .iter()
                    .map(|row| (row.cells(), row.place.as_str())),
            )
            .collect();
        let width = |column: usize| {
            let cells = table.iter().filter_map(|(cells, _)| cells.get(column));
            cells.map(|cell| cell.len()).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..TITLES.len()).map(width).collect();
        for (cells, place) in &table {
            for (cell, width) in cells.iter().zip(&widths) {
                write!(f, "{cell:width$}  ")?;
            }
            writeln!(f, "{place}")?;
        }
        if self.rows.iter().any(|row| row.headers.advice.is_some()) {
            writeln!(
                f,
                "\n\"none\" names what brings the C library's headers: a Debian package, or zig \
                 (pip install ziglang).\n--sysroot-for=TRIPLE=DIR names a directory that has \
                 them. A header that needs only the\ncompiler's own, as sqlite3.h does, works \
                 for every target."
            )?;
        }
        Ok(())
    }
}

impl Row {
    /// What stands in the columns.
    fn cells(&self) -> [&str; 5] {
        let target = &self.target;
        let bytes = if target.big_endian { "big" } else { "little" };
        let char = if target.is_char_signed() { "i8" } else { "u8" };
        let model = target.data_model_name();
        [&target.triple, model, bytes, char, target.wchar_name()]
    }
}

/// The version of the JSON's form.
const JSON_VERSION: u32 = 1;

/// The overview as JSON.
#[derive(Debug, Serialize)]
struct Json<'a> {
    /// [`JSON_VERSION`].
    version: u32,
    /// One for each target.
    targets: Vec<JsonRow<'a>>,
}

/// One target as JSON.
#[derive(Debug, Serialize)]
struct JsonRow<'a> {
    /// The canonical triple.
    triple: &'a str,
    /// `@cfg(target_os = …)`.
    os: &'a str,
    /// `@cfg(target_arch = …)`.
    arch: &'a str,
    /// `@cfg(target_env = …)`, empty where there is none.
    env: &'a str,
    /// Bits of a pointer.
    pointer_width: u16,
    /// `little`, `big`.
    endian: &'a str,
    /// `LP64`, `LLP64`, `ILP32`, `IP16`.
    data_model: &'a str,
    /// Plain `char` as Pyrite has it.
    char: &'a str,
    /// `wchar_t` as Pyrite has it.
    wchar_t: &'a str,
    /// Where the headers come from.
    headers: JsonHeaders<'a>,
}

/// Where headers come from, as JSON.
#[derive(Debug, Serialize)]
struct JsonHeaders<'a> {
    /// `machine`, `installed`, `gcc`, `zig`, `none`.
    source: &'a str,
    /// The same in words, as the table has it.
    place: &'a str,
    /// The program that was asked.
    program: Option<String>,
    /// In search order.
    directories: Vec<String>,
    /// As arguments of clang.
    macros: &'a [String],
    /// The Debian package that has them.
    package: Option<&'a str>,
    /// What to do where they are missing.
    advice: Option<&'a str>,
}

impl Overview {
    /// The overview for other programs.
    ///
    /// # Errors
    /// Those of [`serde_json`], which plain data does not have.
    pub fn json(&self) -> Result<String, serde_json::Error> {
        let targets = self.rows.iter().map(Row::json).collect();
        let version = JSON_VERSION;
        Ok(serde_json::to_string_pretty(&Json { version, targets })? + "\n")
    }
}

impl Row {
    /// One target of the JSON.
    fn json(&self) -> JsonRow<'_> {
        let [triple, data_model, endian, char, wchar_t] = self.cells();
        let target = &self.target;
        let (source, program) = match &self.headers.source {
            Source::Sysroot(_) | Source::Installed => ("installed", None),
            Source::Machine => ("machine", None),
            Source::Gcc(program) => ("gcc", Some(program)),
            Source::Zig(program) => ("zig", Some(program)),
            Source::Nobody => ("none", None),
        };
        let directories = self.headers.directories.iter();
        JsonRow {
            triple,
            os: &target.os,
            arch: &target.arch,
            env: &target.env,
            pointer_width: target.pointer_width,
            endian,
            data_model,
            char,
            wchar_t,
            headers: JsonHeaders {
                source,
                place: &self.place,
                program: program.map(|path| path.display().to_string()),
                directories: directories.map(|path| path.display().to_string()).collect(),
                macros: &self.headers.macros,
                package: self.package,
                advice: self.headers.advice.as_deref(),
            },
        }
    }
}
