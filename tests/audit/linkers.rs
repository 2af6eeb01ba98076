//! What real linkers find, for symbols as real compilers write them.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use super::{generate, missing, support, verdict};

/// The symbols that a linker does not find: of an object that takes the address of each name.
fn undefined(at: &Path, compile: &[&str], link: &[&str], c: &str) -> BTreeSet<String> {
    std::fs::write(at.join("refer.c"), c).unwrap();
    super::tool(
        at,
        &[compile, &["-w", "-c", "refer.c", "-o", "refer.o"]].concat(),
    );
    let (program, words) = link.split_first().unwrap();
    let mut command = std::process::Command::new(program);
    command.current_dir(at).env("LC_ALL", "C").args(words);
    let run = support::run(command.args(["-o", "refer.out"])).unwrap();
    let lines = run.stderr.lines();
    let names = lines.filter_map(|line| line.split_once("undefined reference to `"));
    let found: BTreeSet<String> = names
        .map(|(_, name)| name.trim_end_matches('\'').to_owned())
        .collect();
    assert_eq!(run.code == Some(0), found.is_empty(), "{}", run.stderr);
    found
}

/// C that takes the address of each name.
fn addresses(headers: &[&str], names: &BTreeSet<String>) -> String {
    let mut c = String::new();
    for header in headers {
        let _ = writeln!(c, "#include <{header}>");
    }
    // Behind a macro of the name is the function itself.
    for name in names {
        let _ = writeln!(c, "#undef {name}");
    }
    c += "const void *const all[] = {\n";
    for name in names {
        let _ = writeln!(c, "(const void *)&{name},");
    }
    c + "};\n"
}

#[test]
fn on_linux() {
    let directory = tempfile::tempdir().unwrap();
    let at = directory.path();
    for (header, library) in [
        ("sqlite3.h", "sqlite3"),
        ("zlib.h", "z"),
        ("curl/curl.h", "curl"),
    ] {
        generate(at, "m.pyrite", &[header]);
        let text = std::fs::read_to_string(at.join("m.pyrite")).unwrap();
        let names: BTreeSet<String> = super::declared(&text).into_keys().collect();
        assert!(names.len() > 80);
        let found = undefined(
            at,
            &["gcc", "-fPIC"],
            &[
                "gcc",
                "-shared",
                "-nostdlib",
                "-Wl,--no-undefined",
                "refer.o",
                &format!("-l{library}"),
            ],
            &addresses(&[header], &names),
        );
        let verdict = verdict(at, &["m.pyrite", "--library", library]);
        assert_eq!(missing(&verdict), found, "{library}");
    }
}

/// Functions with the convention of Windows, whose symbols end in the size of their parameters.
#[test]
fn on_32_bit_windows() {
    let directory = tempfile::tempdir().unwrap();
    let at = directory.path();
    generate(
        at,
        "m.pyrite",
        &["windows.h", "--target=i686-pc-windows-gnu"],
    );
    let text = std::fs::read_to_string(at.join("m.pyrite")).unwrap();
    let convention = "extern \"stdcall\" fn ";
    let lines = text.lines().zip(text.lines().skip(1));
    let names: BTreeSet<String> = lines
        .filter(|(above, _)| !above.starts_with("@link_name"))
        .filter_map(|(_, line)| line.strip_prefix(convention)?.split('(').next())
        .map(str::to_owned)
        .collect();
    assert!(names.len() > 5000, "{}", names.len());
    let libraries = ["kernel32", "user32", "gdi32", "advapi32", "ole32"];
    let folder = "/usr/i686-w64-mingw32/lib";
    let mut link = vec!["i686-w64-mingw32-ld", "refer.o", "-L", folder];
    link.extend(["-e", "_all", "--disable-auto-import", "--no-demangle"]);
    let options: Vec<String> = libraries.iter().map(|name| format!("-l{name}")).collect();
    link.extend(options.iter().map(String::as_str));
    let compile = [
        "clang-14",
        "--target=i686-w64-windows-gnu",
        "-isystem",
        "/usr/share/mingw-w64/include",
    ];
    // `__imp__CloseHandle@4`: what is declared to be imported.
    let found = undefined(at, &compile, &link, &addresses(&["windows.h"], &names));
    let found: BTreeSet<String> = found
        .iter()
        .map(|symbol| {
            let symbol = symbol.strip_prefix("__imp_").unwrap_or(symbol);
            let name = symbol.strip_prefix('_').unwrap_or(symbol);
            name.split('@').next().unwrap().to_owned()
        })
        .collect();
    let options = libraries.iter().map(|name| format!("--library={name}"));
    let options: Vec<String> = options.collect();
    let mut words = vec!["m.pyrite"];
    words.extend(options.iter().map(String::as_str));
    let verdict = verdict(at, &words);
    assert_eq!(verdict.unchecked, []);
    let missing: BTreeSet<String> = missing(&verdict).intersection(&names).cloned().collect();
    assert!(missing.len() > 500 && missing.len() < names.len() / 2);
    let differ: Vec<&String> = missing.symmetric_difference(&found).collect();
    assert!(differ.is_empty(), "{differ:?}");
}
