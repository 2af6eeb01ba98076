//! The standard library's bindings, `stdlib/`: what is committed is what the manifest names, for
//! the targets that it is said to be for, and each type is defined once. That it is what the
//! manifest makes is `scripts/stdlib.sh --check --verify`'s to say; here, that a newer libclang
//! makes the same.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "stdlib/core.rs"]
mod core;
#[path = "stdlib/library.rs"]
mod library;
mod support;
#[path = "support/zig.rs"]
mod zig;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use quarry_bindgen::pyrite::{
    self,
    model::{ItemKind, Module},
};
use quarry_bindgen::target::Target;

/// The headers of C11.
const C11: &[&str] = &[
    "assert", "complex", "ctype", "errno", "fenv", "float", "inttypes", "limits", "locale", "math",
    "setjmp", "signal", "stddef", "stdint", "stdio", "stdlib", "string", "threads", "time",
    "uchar", "wchar", "wctype",
];

/// Those of POSIX.
const POSIX: &[&str] = &[
    "arpa_inet",
    "dirent",
    "dlfcn",
    "fcntl",
    "netdb",
    "netinet_in",
    "poll",
    "pthread",
    "sched",
    "semaphore",
    "sys_mman",
    "sys_socket",
    "sys_stat",
    "sys_time",
    "sys_types",
    "sys_uio",
    "sys_wait",
    "termios",
    "unistd",
];

/// Those of Windows.
const WINDOWS: &[&str] = &["windows", "windows_synchronization"];

/// The directory.
fn directory() -> PathBuf {
    support::root().join("stdlib")
}

/// All modules by their names.
fn modules() -> BTreeMap<String, Module> {
    let mut modules = BTreeMap::new();
    for entry in fs::read_dir(directory().join("c")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let text = fs::read_to_string(&path).unwrap();
        let module = pyrite::read(&text, None).unwrap_or_else(|error| panic!("{name}: {error}"));
        support::pyrite::check(&text, support::pyrite::Dialect::Spec)
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        modules.insert(name, module);
    }
    modules
}

/// The targets of a module.
fn targets(module: &Module) -> Vec<Target> {
    let triples = module.head.targets.iter();
    triples.map(|it| Target::parse(it).unwrap()).collect()
}

#[test]
fn what_is_there_is_what_the_manifest_names() {
    let text = fs::read_to_string(directory().join("bindgen.toml")).unwrap();
    let manifest: toml::Table = toml::from_str(&text).unwrap();
    let named = manifest["module"].as_array().unwrap().iter().map(|module| {
        let output = module["output"].as_str().unwrap();
        let name = output.strip_prefix("c/").unwrap();
        name.strip_suffix(".pyrite").unwrap().to_owned()
    });
    let named: Vec<String> = named.collect();
    let there: Vec<String> = modules().into_keys().collect();
    let mut sorted = named.clone();
    sorted.sort();
    assert_eq!(sorted, there);
    let known: BTreeSet<&str> = [C11, POSIX, WINDOWS].concat().into_iter().collect();
    assert_eq!(known, there.iter().map(String::as_str).collect());
}

#[test]
fn each_is_for_the_targets_that_have_it() {
    let modules = modules();
    let systems = |name: &str| -> BTreeSet<String> {
        targets(&modules[name])
            .into_iter()
            .map(|it| it.os)
            .collect()
    };
    let set =
        |names: &[&str]| -> BTreeSet<String> { names.iter().map(|&it| it.to_owned()).collect() };
    let every = ["linux", "windows", "macos", "freebsd", "wasi"];
    for &name in C11 {
        let expected = match name {
            // macOS has none, nor has the Windows that zig has the headers of.
            "threads" => set(&["linux", "freebsd"]),
            "uchar" => set(&["linux", "windows", "freebsd", "wasi"]),
            // It needs more of a compiler than headers there.
            "setjmp" => set(&["linux", "windows", "macos", "freebsd"]),
            _ => set(&every),
        };
        assert_eq!(systems(name), expected, "{name}");
    }
    for &name in POSIX {
        let expected = match name {
            // C's headers need its types.
            "sys_types" => set(&every),
            "netdb" | "semaphore" | "sys_wait" | "termios" => set(&["linux", "macos", "freebsd"]),
            _ => set(&["linux", "macos", "freebsd", "wasi"]),
        };
        assert_eq!(systems(name), expected, "{name}");
    }
    for &name in WINDOWS {
        assert_eq!(systems(name), set(&["windows"]), "{name}");
    }
    for name in C11.iter().chain(POSIX).filter(|it| **it != "threads") {
        assert!(modules[*name].head.targets.len() >= 10, "{name}");
    }
    assert_eq!(modules["stdio"].head.targets.len(), 15);
    let orders: BTreeSet<bool> = targets(&modules["stdio"])
        .iter()
        .map(|it| it.big_endian)
        .collect();
    assert_eq!(orders.len(), 2);
}

#[test]
fn no_type_is_defined_twice() {
    let modules = modules();
    let mut places: BTreeMap<(String, String), Vec<&str>> = BTreeMap::new();
    for (name, module) in &modules {
        for target in targets(module) {
            for item in module.items.iter().filter(|item| item.exists_on(&target)) {
                let is_type = match &item.kind {
                    ItemKind::Record(_) | ItemKind::Opaque => true,
                    // Aliases of ours, each where it is needed.
                    ItemKind::Alias(_) => !item.name.starts_with("c_"),
                    ItemKind::Function(_)
                    | ItemKind::Variable(_)
                    | ItemKind::Constant(_)
                    | ItemKind::Implementation(_)
                    | ItemKind::Skipped(_) => false,
                };
                if is_type {
                    let key = (item.name.clone(), target.triple.clone());
                    places.entry(key).or_default().push(name);
                }
            }
        }
    }
    places.retain(|_, names| names.len() > 1);
    assert_eq!(places, BTreeMap::new());
}

#[test]
fn what_is_imported_is_there() {
    let modules = modules();
    for (name, module) in &modules {
        for import in &module.imports {
            let from = &modules[&import.module];
            let there = targets(from);
            for target in targets(module) {
                let condition = import.condition.as_ref();
                if !condition.is_none_or(|it| it.holds_on(&target)) {
                    continue;
                }
                let triple = &target.triple;
                assert!(
                    there.contains(&target),
                    "{name}: {} on {triple}",
                    import.module
                );
                for imported in &import.names {
                    let is_it = |item: &&pyrite::model::Item| {
                        item.name == imported.name && item.exists_on(&target)
                    };
                    let found = from.items.iter().find(is_it);
                    assert!(found.is_some(), "{name}: {} on {triple}", imported.name);
                }
            }
        }
    }
}

#[test]
fn a_newer_libclang_makes_the_same() {
    let newest = support::libclangs().unwrap().pop().unwrap();
    let place = tempfile::tempdir().unwrap();
    let mut command = support::quarry(env!("CARGO_BIN_EXE_quarry"), &newest);
    command
        .arg("--manifest")
        .arg(directory().join("bindgen.toml"))
        .args(["--check", "--no-cache"])
        .env("ZIG", zig::zig())
        .env("QUARRY_CACHE_DIR", place.path());
    let run = command.output().unwrap();
    let said = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "{said}");
}
