//! Manifests, right and wrong.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;
use crate::batch::jobs::commands;
use crate::cli::Jobs;
use crate::target::Target;

/// A directory with files.
fn directory(manifest: &str, files: &[&str]) -> (tempfile::TempDir, PathBuf) {
    let directory = tempfile::tempdir().unwrap();
    for file in files {
        let path = directory.path().join(file);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, "").unwrap();
    }
    let path = directory.path().join("m.toml");
    std::fs::write(&path, manifest).unwrap();
    (directory, path)
}

/// The commands of a manifest, with `D` for its directory.
fn printed(manifest: &str, files: &[&str], jobs: Jobs) -> Vec<String> {
    let (directory, path) = directory(manifest, files);
    let modules = read(&path, Verbosity::Normal).unwrap_or_else(|error| panic!("{error}"));
    let text = commands(&modules, jobs).unwrap();
    let place = directory.path().to_str().unwrap();
    text.lines().map(|line| line.replace(place, "D")).collect()
}

/// What is wrong with a manifest, with the way out behind it.
fn wrong(manifest: &str) -> String {
    let (directory, path) = directory(manifest, &[]);
    let error = read(&path, Verbosity::Normal).unwrap_err();
    assert!(matches!(error.exit_code(), 1 | 2), "{error}");
    let place = format!("{}/", directory.path().display());
    let notes = error.notes();
    let notes: Vec<&str> = notes
        .iter()
        .map(|note| match note {
            Note::Note(text) | Note::Help(text) => text.as_str(),
        })
        .collect();
    format!("{error}; {}", notes.join("; ")).replace(&place, "")
}

#[test]
fn what_is_about_the_whole_module_stands_where_it_is_merged() {
    let manifest = r#"
        [defaults]
        target = "avr"
        verify = true
        skip-missing = true

        [[module]]
        output = "b.pyrite"
        headers = ["b.h"]
        imports = ["a"]
        report = true

        [[module]]
        output = "a.pyrite"
        headers = ["a.h"]
        depfile = "a.d"
    "#;
    let commands = |jobs| printed(manifest, &["a.h", "b.h"], jobs);
    assert_eq!(
        commands(Jobs::Map),
        [
            "quarry bindgen D/a.h --emit=mapped --target=avr-unknown-none \
             --output=D/a.avr-unknown-none.json --skip-missing",
            "quarry bindgen D/b.h --emit=mapped --target=avr-unknown-none \
             --output=D/b.avr-unknown-none.json --skip-missing",
        ]
    );
    assert_eq!(
        commands(Jobs::Merge),
        [
            "quarry bindgen merge D/a.avr-unknown-none.json --output=D/a.pyrite --depfile=D/a.d",
            "quarry bindgen merge D/b.avr-unknown-none.json --output=D/b.pyrite \
             --import=D/a.pyrite --report",
        ]
    );
}

#[test]
fn commands_of_a_module() {
    let manifest = r#"
        [defaults]
        target = ["windows", "avr"]
        define = ["A", "B=1 2"]

        [[module]]
        output = "out/it's.pyrite"
        headers = ["my inc/a.h", "stdio.h"]
        target = ["x86_64-linux-gnu", "avr"]
        include-directory = "my inc"
        allow = ["function:a.*", "b$"]
        everything = true
        keep-going = false
        timeout = 7
        sysroot-for = "avr=my inc"
        clang-arg = ["-std=c99", "-fno-builtin"]
    "#;
    let lines = printed(manifest, &["my inc/a.h"], Jobs::Map);
    assert_eq!(lines.len(), 2, "{lines:?}");
    let words = shlex::split(&lines[0]).unwrap();
    assert_eq!(
        words,
        [
            "quarry",
            "bindgen",
            "D/my inc/a.h",
            "stdio.h",
            "--emit=mapped",
            "--target=x86_64-unknown-linux-gnu",
            "--output=D/out/it's.x86_64-unknown-linux-gnu.json",
            "--everything",
            "--allow=function:a.*",
            "--allow=b$",
            "-ID/my inc",
            "-DA",
            "-DB=1 2",
            "--timeout=7",
            "--",
            "-std=c99",
            "-fno-builtin",
        ]
    );
    let words = shlex::split(&lines[1]).unwrap();
    assert!(
        words.contains(&"--sysroot-for=avr=D/my inc".to_owned()),
        "{words:?}"
    );
    for line in &lines {
        let again = cli::parse(shlex::split(line).unwrap().into_iter().map(OsString::from));
        // The directory of `--sysroot-for` is another one here.
        let is_right = matches!(again, Ok(Invocation::Bindgen(_))) || line.contains("sysroot-for");
        assert!(is_right, "{line}: {again:?}");
    }
    let merge = printed(manifest, &["my inc/a.h"], Jobs::Merge);
    assert_eq!(
        shlex::split(&merge.join("\n")).unwrap(),
        [
            "quarry",
            "bindgen",
            "merge",
            "D/out/it's.x86_64-unknown-linux-gnu.json",
            "D/out/it's.avr-unknown-none.json",
            "--output=D/out/it's.pyrite",
        ]
    );
}

#[test]
fn a_module_for_this_machine_names_it() {
    let lines = printed(
        "[[module]]\noutput = 'a'\nheaders = 'a.h'\n",
        &[],
        Jobs::Map,
    );
    let host = Target::host().unwrap().triple;
    let words = format!("a.h --emit=mapped --target={host} --output=D/a.{host}.json");
    assert_eq!(lines, [format!("quarry bindgen {words}")]);
}

#[test]
fn what_is_wrong_is_said() {
    let module = "[[module]]\noutput = 'a.pyrite'\nheaders = ['a.h']\n";
    for (text, words) in [
        ("", "m.toml: it has no [[module]]; [defaults]"),
        (
            "x = 1\n",
            "m.toml:1: unknown key `x`; known are defaults, module",
        ),
        (
            "[[modul]]\n",
            "m.toml:1: unknown key `modul`; did you mean `module`?",
        ),
        (
            "[module]\n",
            "m.toml:1: modules are tables in a list: [[module]]",
        ),
        ("module = [1]\n", "m.toml:1: a module is a table"),
        ("defaults = 1\n", "m.toml:1: `defaults` is a table"),
        ("[defaults]\noutput = 'a'\n", "`output` belongs to a module"),
        (
            "\n[[module]]\nheaders = 'a.h'\n",
            "m.toml:2: this module has no `output`",
        ),
        ("[[module]]\noutput = 'a'\n", "this module has no `headers`"),
        (
            &format!("{module}targets = ['avr']\n"),
            "m.toml:4: unknown key `targets`; did you mean `target`?",
        ),
        (
            &format!("{module}target = 1\n"),
            "m.toml:4: `target` is a text or a list of texts, and no integer",
        ),
        (
            &format!("{module}target = [1]\n"),
            "m.toml:4: `target` is a text or a list of texts, and no integer",
        ),
        (
            &format!("{module}everything = 'yes'\n"),
            "`everything` is true or false, and no string",
        ),
        (
            &format!("{module}timeout = 1.5\n"),
            "`timeout` is a number, and no float",
        ),
        (
            &format!("{module}timeout = 0\n"),
            "invalid value '0' for '--timeout",
        ),
        (
            &format!("{module}names = ['c']\n"),
            "`names` is a text, and no array",
        ),
        (
            &format!("{module}define = ''\n"),
            "a value of `define` is empty",
        ),
        (&format!("{module}define = [\"A\\nB\"]\n"), "has a line end"),
        (&format!("{module}target = 'pdp'\n"), "m.toml:1: "),
        (
            &format!("{module}allow = '('\n"),
            "`--allow=(` is not a pattern",
        ),
        (
            &format!("{module}dialect = 'beta'\n"),
            "invalid value 'beta'",
        ),
        (&format!("{module}clang-arg = '-fplugin=x'\n"), "is refused"),
        (
            "[[module]]\noutput = 'a'\nheaders = ['--everything']\n",
            "m.toml:3: the header `--everything` is no file",
        ),
        (
            "[[module]]\noutput = 'a'\nheaders = ['doctor']\n",
            "m.toml:3: the header `doctor` is no file",
        ),
        (
            &format!("{module}{module}"),
            "is the output of the module of line 1, too",
        ),
        (
            &format!("{module}[[module]]\noutput = 'a'\nheaders = ['a.h']\n"),
            "is the output of the module",
        ),
        (
            &format!("{module}[[module]]\noutput = 'b'\nheaders = ['a.h']\ndepfile = 'a'\n"),
            "`a` is the output of the module of line 1, too",
        ),
        (
            &format!(
                "{module}depfile = 'd'\n[[module]]\noutput = 'b'\nheaders = ['a.h']\ndepfile = 'd'\n"
            ),
            "`d` is the depfile of the module of line 1, too",
        ),
        (
            "[[module]]\noutput = 'm.toml'\nheaders = ['a.h']\n",
            "`m.toml` is m.toml itself",
        ),
        (
            "[[module]]\noutput = 'a'\nheaders = ['a.h']\ndepfile = 'm.lock'\n",
            "`m.lock` is m.lock itself",
        ),
        (
            &format!("{module}output = 'b'\n"),
            "m.toml:4: duplicate key",
        ),
        ("[[module]\n", "m.toml:1: "),
        ("a = \"\n", "m.toml:1: "),
    ] {
        let said = wrong(text);
        assert!(said.contains(words), "{text}\n{said}");
    }
    let deep = format!(
        "{module}define = {}{}\n",
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    assert!(wrong(&deep).contains("m.toml:4: "), "{}", wrong(&deep));
}
