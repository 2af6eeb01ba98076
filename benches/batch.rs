//! What the standard library's bindings cost, `stdlib/`: all modules from cold, and a second run
//! with nothing changed, against `clang -fsyntax-only` of the same headers for the same targets.
//!
//! `cargo bench --bench batch [-- --runs N] [-- --smoke] [-- FILTER]` prints a Markdown table of
//! medians; `ZIG` or `QUARRY_TEST_ZIG` names the zig that has the headers. It fails where a cold
//! run takes more than [`COLD`] or a warm one more than [`WARM`]; `--smoke` makes only a few of
//! the modules, once, and has no limit.

#![allow(clippy::print_stdout, clippy::print_stderr)]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use quarry_bindgen::clang::find;
use quarry_bindgen::parse::Input;
use quarry_bindgen::target::Target;
use support::{Options, command, median, quarry, said, timed};

/// How long the whole set may take, in milliseconds, on two cores.
const COLD: f64 = 120_000.0;

/// How long a run may take that changes nothing.
const WARM: f64 = 500.0;

/// Where Debian's clang 14 has its own headers.
const RESOURCES: &str = "/usr/lib/llvm-14/lib/clang/14.0.6";

/// How many modules a smoke run makes, of those that import nothing.
const FEW: usize = 3;

fn main() -> ExitCode {
    support::run(run)
}

/// Measures and prints; `false` where a time is above its limit.
fn run(options: &Options) -> Result<bool, String> {
    let zig = ["ZIG", "QUARRY_TEST_ZIG"]
        .into_iter()
        .find_map(std::env::var_os);
    let zig = PathBuf::from(zig.unwrap_or_else(|| "zig".into()));
    let place = tempfile::tempdir().map_err(|e| e.to_string())?;
    let stdlib = Path::new(env!("CARGO_MANIFEST_DIR")).join("stdlib");
    for name in ["bindgen.toml", "feature-macros.h", "sockets.h", "unix.txt"] {
        fs::copy(stdlib.join(name), place.path().join(name)).map_err(|e| format!("{name}: {e}"))?;
    }
    let names = select(options, &place.path().join("bindgen.toml"))?;
    let program = quarry();
    let words = |more: &[&str]| -> Vec<String> {
        let own = [program.as_str(), "bindgen", "--quiet"];
        own.iter().chain(more).map(|&it| it.to_owned()).collect()
    };
    let make = words(&["--manifest=bindgen.toml"]);
    let once = |words: &[String]| -> Result<Duration, String> {
        let mut command = command(words);
        command.current_dir(place.path()).env("ZIG", &zig);
        command.env("QUARRY_CACHE_DIR", place.path().join("cache"));
        timed(command)
    };
    let mut judge = None;
    let (mut cold, mut warm, mut clang) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..options.runs {
        for name in ["c", "cache"] {
            fs::remove_dir_all(place.path().join(name)).unwrap_or_default();
        }
        fs::remove_file(place.path().join("bindgen.lock")).unwrap_or_default();
        fs::create_dir(place.path().join("c")).map_err(|e| e.to_string())?;
        cold.push(once(&make)?);
        warm.push(once(&make)?);
        // What was made says what was read.
        let commands = match &judge {
            Some(commands) => commands,
            None => judge.insert(plain(place.path(), &names, &zig)?),
        };
        let mut sum = Duration::ZERO;
        for words in commands {
            let mut command = command(words);
            command.current_dir(place.path());
            sum += timed(command)?;
        }
        clang.push(sum);
    }
    let runs = judge.map_or(0, |commands| commands.len());
    let (cold, warm, clang) = (median(&mut cold), median(&mut warm), median(&mut clang));
    println!("| modules | modules x targets | cold | warm | clang, one after the other | ratio |");
    println!("|---:|---:|---:|---:|---:|---:|");
    println!(
        "| {} | {runs} | {:.1} s | {:.2} s | {:.1} s | {:.2} |",
        names.len(),
        cold / 1000.0,
        warm / 1000.0,
        clang / 1000.0,
        cold / clang
    );
    println!("\n{}", said(options));
    let mut within = true;
    for (what, time, limit) in [("cold", cold, COLD), ("warm", warm, WARM)] {
        if !options.smoke && time > limit {
            eprintln!("{what}: {time:.0} ms; the limit is {limit:.0} ms");
            within = false;
        }
    }
    Ok(within)
}

/// Leaves in a manifest what is asked for; gives the names of the modules.
fn select(options: &Options, manifest: &Path) -> Result<Vec<String>, String> {
    let failed = |e: &dyn std::fmt::Display| format!("{}: {e}", manifest.display());
    let text = fs::read_to_string(manifest).map_err(|e| failed(&e))?;
    let mut table: toml::Table = toml::from_str(&text).map_err(|e| failed(&e))?;
    let modules = table.get_mut("module").and_then(toml::Value::as_array_mut);
    let modules = modules.ok_or_else(|| failed(&"no modules"))?;
    let name = |module: &toml::Value| {
        let output = module.get("output").and_then(toml::Value::as_str);
        let name = output.and_then(|it| it.strip_prefix("c/"));
        name.unwrap_or_default()
            .trim_end_matches(".pyrite")
            .to_owned()
    };
    modules.retain(|module| {
        let is_few = !options.smoke || module.get("imports").is_none();
        is_few && name(module).contains(&options.filter)
    });
    if options.smoke {
        modules.truncate(FEW);
    }
    let names = modules.iter().map(name).collect();
    let text = toml::to_string(&table).map_err(|e| failed(&e))?;
    fs::write(manifest, text).map_err(|e| failed(&e))?;
    Ok(names)
}

/// clang's commands for the headers of all modules on all their targets.
fn plain(place: &Path, names: &[String], zig: &Path) -> Result<Vec<Vec<String>>, String> {
    let mut places = BTreeMap::new();
    let mut commands = Vec::new();
    for name in names {
        let path = place.join(format!("c/{name}.pyrite"));
        let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let head = quarry_bindgen::pyrite::head(&text);
        for triple in &head.targets {
            let flags = match places.get(triple) {
                Some(flags) => flags,
                None => places.entry(triple.clone()).or_insert(flags(triple, zig)?),
            };
            let mut code = "#include \"feature-macros.h\"\n".to_owned();
            for header in &head.headers {
                code += &format!("#if __has_include(<{header}>)\n#include <{header}>\n#endif\n");
            }
            let file = format!("{name}.{triple}.c");
            fs::write(place.join(&file), code).map_err(|e| format!("{file}: {e}"))?;
            let mut words = vec!["clang-14".to_owned(), "-fsyntax-only".to_owned()];
            words.push("-w".to_owned());
            words.extend(flags.iter().cloned());
            words.push(file);
            commands.push(words);
        }
    }
    Ok(commands)
}

/// What clang has to be told of a target: what libclang is told.
fn flags(triple: &str, zig: &Path) -> Result<Vec<String>, String> {
    let target = Target::parse(triple).map_err(|e| e.to_string())?;
    let environment = find::Environment {
        zig: Some(zig.to_owned()),
        ..find::Environment::read()
    };
    let root = find::Root::Zig(Some("2.36".to_owned()));
    let headers = find::system_headers(&environment, &target, Some(&root));
    if let Some(reason) = headers.refused {
        return Err(reason);
    }
    let input = Input {
        headers: Vec::new(),
        absent: Vec::new(),
        target,
        arguments: Vec::new(),
        resource_directory: Some(PathBuf::from(RESOURCES)),
        system_directories: headers.directories,
        system_macros: headers.macros,
        warnings: false,
        refused: None,
    };
    Ok(input.clang_arguments())
}
