//! The commands of a manifest: run by others, they make what a run of the manifest makes.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use super::{at, quarry, run};
use crate::support;

/// A manifest of two modules, in a directory whose name no shell likes.
const MANIFEST: &str = r#"
[defaults]
target = ["x86_64-unknown-linux-gnu", "x86_64-pc-windows-gnu", "@my targets"]
include-directory = ["it's $HOME"]

[[module]]
output = "out dir/a 'b' \"c\".pyrite"
headers = ["it's $HOME/a.h"]
define = ["TEXT=\"two  words; `x` \\\\ ! *\""]

[[module]]
output = "b.pyrite"
headers = ["b.h", "stddef.h"]
allow = ["function:f|g", "type:.*"]
names = "pyrite"
link = ["z", "m"]
clang-arg = ["-fshort-enums"]
"#;

/// A directory with that manifest and its headers.
fn project() -> tempfile::TempDir {
    let work = tempfile::Builder::new().prefix("a b'c").tempdir().unwrap();
    let put = |name: &str, text: &str| fs::write(at(work.path(), name), text).unwrap();
    fs::create_dir(at(work.path(), "it's $HOME")).unwrap();
    fs::create_dir(at(work.path(), "out dir")).unwrap();
    put("m.toml", MANIFEST);
    put("my targets", "avr # small\ni686-unknown-linux-gnu\n");
    put(
        "it's $HOME/a.h",
        "#include \"inner.h\"\n#define WORDS TEXT\nlong a(inner i);\n",
    );
    put("it's $HOME/inner.h", "typedef unsigned long inner;\n");
    put(
        "b.h",
        "enum e { X };\nstruct s { enum e e; long l; };\nlong f(struct s *);\nint h(void);\n",
    );
    work
}

/// The modules as they are there now.
fn modules(work: &Path) -> Vec<String> {
    let names = ["out dir/a 'b' \"c\".pyrite", "b.pyrite"];
    let take = |name: &&str| {
        let text = fs::read_to_string(at(work, name)).unwrap();
        fs::remove_file(at(work, name)).unwrap();
        text
    };
    names.iter().map(take).collect()
}

/// A program that reads commands from its standard input, with `quarry` on its path.
fn give(program: &[&str], directory: &Path, commands: &str) {
    let binary = Path::new(env!("CARGO_BIN_EXE_quarry")).parent().unwrap();
    let path = std::env::var("PATH").unwrap();
    let input = tempfile::NamedTempFile::new().unwrap();
    fs::write(input.path(), commands).unwrap();
    let output = Command::new(program[0])
        .args(&program[1..])
        .current_dir(directory)
        .env("PATH", format!("{}:{path}", binary.display()))
        .env("LIBCLANG_PATH", support::libclangs().unwrap().remove(0))
        .stdin(Stdio::from(fs::File::open(input.path()).unwrap()))
        .output()
        .unwrap_or_else(|error| panic!("{program:?}: {error}; run scripts/test.sh"));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program:?}: {said}\n{commands}");
}

#[test]
fn parallel_makes_what_one_run_makes() {
    let work = project();
    let parallel: &[&str] = &["parallel", "--will-cite", "--jobs=2"];
    // From within the directory, and from another one.
    for (directory, manifest) in [
        (work.path().to_owned(), "m.toml".to_owned()),
        (
            std::env::temp_dir(),
            at(work.path(), "m.toml").to_str().unwrap().to_owned(),
        ),
    ] {
        let print = |jobs: &str| {
            let mut command = quarry(&directory);
            command.arg(format!("--manifest={manifest}")).arg(jobs);
            support::output_of(&mut command).unwrap()
        };
        let mut command = quarry(&directory);
        let (code, text, said) = run(command.args(["--manifest", &manifest]));
        assert_eq!((code, text.as_str()), (Some(0), ""), "{said}");
        assert_eq!(said.matches(": written").count(), 2, "{said}");
        let alone = modules(work.path());
        assert!(
            alone[0].contains(r#"two  words; `x` \\ ! *"#),
            "{}",
            alone[0]
        );
        assert!(alone[0].contains("type c_ulong"), "{}", alone[0]);
        assert!(alone[1].contains("@link(\"m\")"), "{}", alone[1]);

        let (map, merge) = (print("--print-jobs"), print("--print-jobs=merge"));
        assert_eq!(
            (map.lines().count(), merge.lines().count()),
            (8, 2),
            "{map}{merge}"
        );
        assert_eq!(map, print("--print-jobs=map"));
        give(parallel, &directory, &map);
        give(parallel, &directory, &merge);
        assert_eq!(modules(work.path()), alone);
        // The same by a shell, line by line, as a job of an array would.
        for line in map.lines().chain(merge.lines()) {
            give(&["sh"], &directory, line);
        }
        assert_eq!(modules(work.path()), alone);
    }
}

#[test]
fn a_module_that_fails_leaves_the_others() {
    let work = project();
    fs::write(
        at(work.path(), "it's $HOME/inner.h"),
        "typedef unknown inner;\n",
    )
    .unwrap();
    let (code, _, said) = run(quarry(work.path()).arg("--manifest=m.toml"));
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("unknown type name 'unknown'"), "{said}");
    assert!(at(work.path(), "b.pyrite").is_file());
}

#[test]
fn what_stands_beside_a_manifest() {
    let work = project();
    for (arguments, words) in [
        (&["--manifest=m.toml", "a.h"][..], "a header"),
        (
            &["--manifest=m.toml", "--target=avr"],
            "`--target` cannot stand beside `--manifest`",
        ),
        (&["--manifest=m.toml", "-DX"], "cannot stand beside"),
        (&["--manifest=m.toml", "--", "-DX"], "cannot stand beside"),
        (&["--print-jobs"], "--manifest"),
        (&["--manifest=m.toml", "--print-jobs=all"], "map, merge"),
    ] {
        let (code, text, said) = run(quarry(work.path()).args(arguments));
        assert_eq!((code, text.as_str()), (Some(2), ""), "{said}");
        assert!(said.contains(words), "{said}");
    }
    let (code, _, said) = run(quarry(work.path()).arg("--manifest=none.toml"));
    assert!(
        code == Some(1) && said.contains("cannot read none.toml"),
        "{said}"
    );
    let (code, text, _) =
        run(quarry(work.path()).args(["--manifest=m.toml", "--print-jobs", "-q"]));
    assert!(
        code == Some(0) && text.lines().all(|line| line.contains(" --quiet")),
        "{text}"
    );
}
