//! Who may import whom, and what every source file keeps to. `docs/architecture.md` says why.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "architecture/code.rs"]
mod code;

use std::fs;
use std::path::{Path, PathBuf};

use code::{without_text, words};

/// The longest a source file may be, its `mod tests` at the end not counted.
const MAX_LINES: usize = 400;

/// The longest a file of nothing but unit tests may be.
const MAX_TEST_LINES: usize = 800;

/// Names that say nothing of what a module does.
const VAGUE: [&str; 6] = ["utils", "util", "common", "helpers", "ir", "context"];

/// The tests that call C, and so need `unsafe`; no other may have it.
const UNSAFE_TESTS: &[&str] = &["tests/live/call.rs", "tests/live/memory.rs"];

/// What plain data must not know.
const PHASES: &[&str] = &[
    "clang", "parse", "decls", "map", "merge", "imports", "emit", "worker", "cli",
];

/// For each module of the crate's root, the modules that it must not use.
///
/// An entry `a` forbids `crate::a` and all in it; what stands in [`ALLOWED`] is let through.
const FORBIDDEN: &[(&str, &[&str])] = &[
    ("target", PHASES),
    ("location", PHASES),
    ("diagnostic", PHASES),
    (
        "clang",
        &["decls", "map", "merge", "imports", "emit", "worker", "cli"],
    ),
    (
        "parse",
        &["decls", "map", "merge", "imports", "emit", "worker", "cli"],
    ),
    (
        "decls",
        &["map", "merge", "imports", "emit", "worker", "cli"],
    ),
    (
        "map",
        &[
            "clang", "parse", "merge", "imports", "emit", "worker", "cli", "pyrite",
        ],
    ),
    (
        "emit",
        &[
            "clang", "parse", "decls", "imports", "worker", "cli", "pyrite",
        ],
    ),
    (
        "merge",
        &[
            "clang", "parse", "decls", "map", "imports", "emit", "worker", "cli", "pyrite",
            "verify",
        ],
    ),
    // It compares what texts say, and asks nothing of C.
    (
        "imports",
        &[
            "clang", "parse", "decls", "map", "worker", "cli", "verify", "generate",
        ],
    ),
    // What is written must not be read back by what wrote it.
    (
        "pyrite",
        &[
            "characters",
            "clang",
            "parse",
            "decls",
            "map",
            "merge",
            "imports",
            "emit",
        ],
    ),
];

/// Plain data that a phase may use although it belongs to an earlier one: module, path.
const ALLOWED: &[(&str, &str)] = &[
    ("emit", "decls::model"),
    ("clang", "decls::model::Layout"),
    ("merge", "decls::model"),
    ("merge", "map::model"),
    ("imports", "map::model"),
    // Which names an item mentions.
    ("imports", "map::references"),
];

#[test]
fn sources_keep_the_rules() {
    let mut violations = Vec::new();
    for path in sources(&["src", "tests", "benches"]) {
        let text = fs::read_to_string(root().join(&path)).unwrap();
        violations.extend(check(&path, &text));
    }
    assert!(violations.is_empty(), "\n{}\n", violations.join("\n"));
}

#[test]
fn each_rule_is_seen_broken() {
    let good = "//! A file.\n\nuse crate::target::Target;\n";
    assert_eq!(check("src/map/x.rs", good), Vec::<String>::new());
    let broken = [
        ("src/map/x.rs", "//! A.\nuse clang_sys::CXCursor;\n"),
        ("src/map/x.rs", "//! A.\nfn f() { unsafe { g() } }\n"),
        ("src/clangs.rs", "//! A.\nuse clang_sys::CXCursor;\n"),
        ("src/map/x.rs", "//! A.\nuse crate::clang::Cursor;\n"),
        (
            "src/map/x.rs",
            "//! A.\nuse crate::{target::{Target, X}, clang::Cursor};\n",
        ),
        (
            "src/map/x.rs",
            "//! A.\nuse crate::{\n    emit,\n    target,\n};\n",
        ),
        (
            "src/decls/x.rs",
            "//! A.\nfn f(m: crate::map::model::Module) {}\n",
        ),
        ("src/decls.rs", "//! A.\nuse super::map::model;\n"),
        (
            "src/decls/x/y.rs",
            "//! A.\nuse super::super::super::map::model;\n",
        ),
        (
            "src/emit/x.rs",
            "//! A.\nuse crate::decls::model::Layout;\nuse crate::decls::read;\n",
        ),
        ("src/emit/x.rs", "//! A.\nuse crate::decls;\n"),
        (
            "src/emit/x.rs",
            "//! A.\nuse crate::{decls::{model, read}};\n",
        ),
        ("src/target.rs", "//! A.\nuse crate::decls::model::Decls;\n"),
        ("src/pyrite/x.rs", "//! A.\nuse crate::map::model;\n"),
        (
            "src/pyrite.rs",
            "//! A.\nuse super::characters::is_hazard;\n",
        ),
        ("src/emit/x.rs", "//! A.\nuse crate::pyrite::read;\n"),
        ("src/merge/x.rs", "//! A.\nuse crate::map::ctype;\n"),
        (
            "src/merge.rs",
            "//! A.\nuse crate::target::Target;\nuse crate::emit::text;\n",
        ),
        ("src/merge/x.rs", "//! A.\nuse crate::pyrite::model;\n"),
        ("src/map/x.rs", "//! A.\nuse crate::merge::model;\n"),
        ("src/imports/x.rs", "//! A.\nuse crate::decls::model;\n"),
        ("src/emit/x.rs", "//! A.\nuse crate::imports::Import;\n"),
        (
            "src/imports.rs",
            "//! A.\nuse crate::map::{model::Item, ctype};\n",
        ),
        ("src/map/x.rs", "use crate::target::Target;\n"),
        ("src/map/x.rs", "\n//! A.\n"),
        ("src/map/utils.rs", "//! A.\n"),
        (
            "tests/live/sqlite.rs",
            "//! A.\nfn f() { unsafe { g() } }\n",
        ),
        ("tests/live.rs", "//! A.\n#![allow(unsafe_code)]\n"),
        ("benches/x.rs", "//! A.\nunsafe extern \"C\" {}\n"),
        ("src/common/x.rs", "//! A.\n"),
    ];
    for (path, text) in broken {
        assert_eq!(
            check(path, text).len(),
            1,
            "{path}: {text:?}: {:?}",
            check(path, text)
        );
    }
    let long = "//! A.\n".repeat(MAX_LINES + 1);
    assert_eq!(check("src/map/x.rs", &long).len(), 1);
    assert_eq!(check("src/map/tests.rs", &long).len(), 0);
    assert_eq!(check("src/map/tests.rs", &long.repeat(2)).len(), 1);
    let tested = format!("//! A.\n#[cfg(test)]\nmod tests {{\n{long}}}\n");
    assert_eq!(check("src/map/x.rs", &tested).len(), 0);
    let fine = [
        (
            "src/clang/x.rs",
            "//! A.\nuse clang_sys::CXCursor;\nfn f() { unsafe { g() } }\n",
        ),
        ("src/clang.rs", "//! A.\nuse clang_sys as c;\n"),
        ("src/merge/x.rs", "//! A.\nuse crate::map::model::Item;\n"),
        (
            "src/emit/x.rs",
            "//! A.\nuse crate::decls::model::Layout;\n",
        ),
        (
            "src/emit/x.rs",
            "//! A.\nuse crate::{decls::model::{Layout, Record}};\n",
        ),
        (
            "src/map/x.rs",
            "//! A.\n// unsafe crate::clang\nconst S: &str = \"unsafe \\\" crate::clang\";\n",
        ),
        (
            "src/map/x.rs",
            "//! A.\n/* unsafe /* unsafe */ crate::emit */ const C: char = '\"';\nconst R: &str = r#\"unsafe \" x\"#;\n",
        ),
        (
            "src/map/x.rs",
            "//! A.\nfn f<'a>(x: &'a str) {}\n#![deny(unsafe_code)]\n",
        ),
        (
            "src/lib.rs",
            "//! A.\nuse crate::{clang, decls, emit, map};\n",
        ),
        (
            "tests/live/call.rs",
            "//! A.\n#![allow(unsafe_code)]\nfn f() { unsafe { g() } }\n",
        ),
        ("tests/x.rs", "//! A.\nconst S: &str = \"unsafe\";\n"),
    ];
    for (path, text) in fine {
        assert_eq!(check(path, text), Vec::<String>::new(), "{path}: {text:?}");
    }
}

/// What a file does that it must not: one line each.
fn check(path: &str, text: &str) -> Vec<String> {
    let mut violations = Vec::new();
    let mut report = |what: String| violations.push(format!("{path}: {what}"));
    if !text.starts_with("//!") {
        report("does not start with `//!`".to_owned());
    }
    let code = text
        .split("\n#[cfg(test)]\nmod tests {")
        .next()
        .unwrap_or(text);
    let lines = code.lines().count();
    let most = if path.ends_with("/tests.rs") {
        MAX_TEST_LINES
    } else {
        MAX_LINES
    };
    if lines > most {
        report(format!("has {lines} lines; {most} are the most"));
    }
    if path
        .split('/')
        .any(|part| VAGUE.contains(&part.trim_end_matches(".rs")))
    {
        report("has a name that says nothing of what it does".to_owned());
    }
    let code = without_text(text);
    let Some(module) = module_of(path) else {
        let is_unsafe = |word: &str| matches!(word, "unsafe" | "unsafe_code");
        if !UNSAFE_TESTS.contains(&path) && words(&code).any(is_unsafe) {
            report("has `unsafe`, which belongs to the tests that call C".to_owned());
        }
        return violations;
    };
    let in_clang = module.first().is_some_and(|name| name == "clang");
    for word in ["unsafe", "clang_sys"] {
        if !in_clang && words(&code).any(|w| w == word) {
            report(format!("has `{word}`, which belongs to src/clang"));
        }
    }
    let own = module.first().map_or("", String::as_str);
    for (from, forbidden) in FORBIDDEN {
        for used in used_paths(&code, &module).iter().filter(|_| *from == own) {
            let within = |outer: &str| used == outer || used.starts_with(&format!("{outer}::"));
            let allowed = ALLOWED.iter().any(|(m, p)| *m == own && within(p));
            if !allowed && forbidden.iter().any(|f| within(f)) {
                report(format!("uses `{used}`, which `{own}` must not know"));
            }
        }
    }
    violations
}

/// `["map", "layout"]` for `src/map/layout.rs`; nothing outside `src`.
fn module_of(path: &str) -> Option<Vec<String>> {
    let path = path.strip_prefix("src/")?.strip_suffix(".rs")?;
    Some(match path {
        "lib" | "main" => Vec::new(),
        path => path.split('/').map(str::to_owned).collect(),
    })
}

/// Every path into the crate that the code mentions, from the crate's root: `map::model`.
fn used_paths(code: &str, module: &[String]) -> Vec<String> {
    let mut paths = Vec::new();
    let starts_a_word =
        |at: usize| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
    for (at, _) in code.match_indices("crate::") {
        if starts_a_word(at) {
            spread("", &code[at + "crate::".len()..], &mut paths);
        }
    }
    for (at, _) in code.match_indices("super::") {
        if !starts_a_word(at) || code[..at].ends_with("super::") {
            continue;
        }
        let mut rest = &code[at..];
        let mut outer = module.len();
        while let Some(after) = rest.strip_prefix("super::") {
            (rest, outer) = (after, outer.saturating_sub(1));
        }
        spread(&module[..outer].join("::"), rest, &mut paths);
    }
    paths
}

/// Adds the paths of `a::{b, c::d}` one by one, below `prefix`.
fn spread(prefix: &str, text: &str, paths: &mut Vec<String>) {
    let join = |a: &str, b: &str| {
        if a.is_empty() {
            b.to_owned()
        } else {
            format!("{a}::{b}")
        }
    };
    let text = text.trim_start();
    if let Some(group) = text.strip_prefix('{') {
        let (mut depth, mut start) = (0_usize, 0);
        for (at, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth > 0 => depth -= 1,
                ',' | '}' if depth == 0 => {
                    let part = group[start..at].trim();
                    if !part.is_empty() {
                        spread(prefix, part, paths);
                    }
                    start = at + 1;
                    if c == '}' {
                        return;
                    }
                }
                _ => {}
            }
        }
        return;
    }
    let end = text
        .find(|c: char| !c.is_alphanumeric() && c != '_')
        .unwrap_or(text.len());
    let path = join(prefix, &text[..end]);
    match text[end..].strip_prefix("::") {
        Some(rest) => spread(&path, rest, paths),
        None => paths.push(path),
    }
}

/// The root of the repository.
fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file below some folders, as a path from the root.
fn sources(folders: &[&str]) -> Vec<String> {
    /// Adds the Rust files of one folder.
    fn add(folder: &Path, files: &mut Vec<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                add(&path, files);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let path = path.strip_prefix(root()).unwrap();
                files.push(path.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    let mut files = Vec::new();
    for folder in folders {
        add(&root().join(folder), &mut files);
    }
    files.sort();
    files
}
