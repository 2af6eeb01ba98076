//! The arguments that every run of a compiler has.

use std::path::{Path, PathBuf};

use crate::clang::find::{self, Environment, Root, Source};
use crate::parse::Input;
use crate::target::Target;

/// What the user decides of them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted<'a> {
    /// What to compile for.
    pub target: &'a Target,
    /// Where the target's headers are.
    pub sysroot: Option<&'a Root>,
    /// The user's arguments, known to be harmless.
    pub arguments: &'a [String],
}

/// How deeply brackets may nest. clang alone has a limit, of 256; at 800 its stack overflows.
const DEPTH: &str = "-fbracket-depth=512";

/// What clang is given: the same as libclang, and its own headers.
pub(super) fn clang(wanted: Wanted, resource_directory: PathBuf) -> Vec<String> {
    let mut arguments = input(wanted, resource_directory).clang_arguments();
    arguments.push(standard(wanted.arguments, true));
    // After the user's.
    arguments.extend(
        [
            "-ferror-limit=0",
            "-fmacro-backtrace-limit=0",
            "-fno-caret-diagnostics",
            "-fno-color-diagnostics",
            "-fdiagnostics-format=clang",
            "-fshow-column",
            DEPTH,
        ]
        .map(str::to_owned),
    );
    arguments
}

/// What gcc is given; `own_headers` are its own, where it shall not look for those of the system
/// by itself.
pub(super) fn gcc(wanted: Wanted, version: u32, own_headers: Option<&Path>) -> Vec<String> {
    let target = wanted.target;
    let mut arguments: Vec<String> = ["-x", "c", "-fno-builtin"].map(str::to_owned).to_vec();
    let mut add = |list: &[&str]| arguments.extend(list.iter().map(|&it| it.to_owned()));
    if target.os == "windows" {
        // As libclang gets it.
        add(&["-fms-extensions"]);
    }
    if target.os == "none" && target.arch == "arm" {
        add(&["-mthumb", "-mcpu=cortex-m4"]);
        if target.triple.ends_with("hf") {
            add(&["-mfloat-abi=hard", "-mfpu=fpv4-sp-d16"]);
        } else {
            add(&["-mfloat-abi=soft"]);
        }
    }
    if target.os == "none" && target.arch == "riscv32" {
        add(&["-march=rv32imac", "-mabi=ilp32"]);
    }
    let no_headers = wanted.arguments.iter().any(|it| it == "-nostdinc");
    let own_headers = own_headers.filter(|_| !no_headers);
    let headers = own_headers.map(|own| (own, input(wanted, own.to_owned())));
    if let Some((_, input)) = &headers {
        arguments.extend(input.system_macros.iter().cloned());
    }
    // What warnings there are decides nothing, and gcc knows others than clang.
    arguments.extend(
        wanted
            .arguments
            .iter()
            .filter(|it| !it.starts_with("-W") || it.starts_with("-Wno-") || it.contains(','))
            .cloned(),
    );
    if arguments.iter().any(|it| it.starts_with("-fvisibility")) {
        arguments.push("-fvisibility=default".to_owned());
    }
    if let Some((own, input)) = headers {
        arguments.push("-nostdinc".to_owned());
        for directory in input.include_path() {
            arguments.push("-isystem".to_owned());
            arguments.push(directory.display().to_string());
            if directory == own.join("include") {
                arguments.push("-isystem".to_owned());
                arguments.push(own.join("include-fixed").display().to_string());
            }
        }
    }
    // Since gcc 8 there is the standard that clang has for its default.
    arguments.push(standard(wanted.arguments, version >= 8));
    arguments.extend(["-w", "-fmax-errors=0", "-fno-diagnostics-show-caret"].map(str::to_owned));
    arguments
}

/// The language that is meant where the user names none: the one that libclang reads.
fn standard(arguments: &[String], has_17: bool) -> String {
    let named = |it: &&String| it.starts_with("-std=") || *it == "-ansi";
    let default = if has_17 { "-std=gnu17" } else { "-std=gnu11" };
    // Once more, because the last one counts.
    let named = arguments.iter().rfind(named);
    named.map_or_else(|| default.to_owned(), String::clone)
}

/// Whether the module is made from zig's headers. A gcc that is there without a C library would
/// look at the machine's own.
pub(super) fn by_zig(wanted: Wanted) -> bool {
    let system = find::system_headers(&Environment::read(), wanted.target, wanted.sysroot);
    matches!(system.source, Source::Zig(_))
}

/// What libclang would be told.
fn input(wanted: Wanted, resource_directory: PathBuf) -> Input {
    let environment = Environment::read();
    let system = find::system_headers(&environment, wanted.target, wanted.sysroot);
    Input {
        headers: Vec::new(),
        absent: Vec::new(),
        target: wanted.target.clone(),
        arguments: wanted.arguments.to_vec(),
        resource_directory: Some(resource_directory),
        system_directories: system.directories,
        system_macros: system.macros,
        warnings: false,
        refused: None,
    }
}
