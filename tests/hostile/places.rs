//! Outputs that cannot be written, and what is left of them: nothing new, and the old one.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

/// A directory with a header, and an output of an earlier run.
fn directory() -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    std::fs::write(directory.path().join("a.h"), "int f(void);\n").unwrap();
    std::fs::write(directory.path().join("out"), "old").unwrap();
    directory
}

/// Runs a shell script in a directory, where `$quarry` is the program; its exit code and what it
/// said.
fn shell(directory: &Path, script: &str, with_mounts: bool) -> (Option<i32>, String) {
    let mut words = vec!["sh", "-c", script];
    if with_mounts {
        words.splice(0..0, ["unshare", "--user", "--map-root-user", "--mount"]);
    }
    let output = Command::new(words[0])
        .args(&words[1..])
        .env("quarry", assert_cmd::cargo::cargo_bin("quarry"))
        .current_dir(directory)
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    (output.status.code(), said)
}

/// The names in a directory, sorted.
fn names(directory: &Path) -> Vec<OsString> {
    let entries = std::fs::read_dir(directory).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    names
}

/// That a script ends with one error of these words, nothing new, and the old output.
fn fails(script: &str, words: &str) {
    let directory = directory();
    let (code, said) = shell(directory.path(), script, false);
    assert_eq!(code, Some(1), "{script}: {said}");
    assert!(said.starts_with("error: cannot "), "{script}: {said}");
    assert!(said.contains(words), "{script}: {said}");
    assert_eq!(said.matches("error: ").count(), 1, "{script}: {said}");
    assert_eq!(
        names(directory.path()),
        ["a.h", "out"],
        "{script}: something is left"
    );
    assert_eq!(std::fs::read(directory.path().join("out")).unwrap(), b"old");
}

#[test]
fn an_output_that_cannot_be_written_leaves_nothing() {
    let header = "\"$PWD/a.h\"";
    fails("$quarry bindgen a.h -o no/out", "there is no directory no");
    fails(
        "$quarry bindgen a.h -o a.h/out",
        "there is no directory a.h",
    );
    fails("$quarry bindgen a.h -o /dev/full", "No space left");
    fails("$quarry bindgen a.h > /dev/full", "No space left");
    fails(
        "chmod -w out; $quarry bindgen a.h -o out",
        "cannot write out",
    );
    // A file of no bytes can be made, and then not be filled.
    fails("ulimit -f 0; $quarry bindgen a.h -o out", "File too large");
    fails("ulimit -f 0; $quarry bindgen a.h -o new", "File too large");
    // The working directory is gone.
    let gone = format!("h={header}; mkdir d; cd d; rmdir ../d; $quarry bindgen $h -o x");
    fails(&gone, "cannot write x");
    let gone = "mkdir d; cd d; rmdir ../d; $quarry bindgen ../a.h -o x";
    fails(gone, "cannot read ../a.h");
}

#[test]
fn a_full_disk_and_one_that_is_read_only() {
    let directory = directory();
    let path = directory.path();
    std::fs::create_dir(path.join("m")).unwrap();
    if shell(path, "mount -t tmpfs none m", true).0 != Some(0) {
        println!("skipped: no file system can be mounted here");
        return;
    }
    let (code, said) = shell(
        path,
        "mount -t tmpfs -o size=64k none m && echo old > m/out &&
         ! dd if=/dev/zero of=m/fill bs=1k 2> /dev/null &&
         ! $quarry bindgen a.h -o m/out && ! $quarry bindgen a.h -o m/new &&
         grep -q old m/out && test \"$(ls -A m | tr '\\n' ' ')\" = 'fill out '",
        true,
    );
    assert_eq!(code, Some(0), "{said}");
    let error = |name: &str| {
        format!("error: cannot write m/{name}: No space left on device (os error 28)\n")
    };
    assert_eq!(said, error("out") + &error("new"));
    let (code, said) = shell(
        path,
        "mount -t tmpfs none m && echo old > m/out && mount -o remount,ro m &&
         ! $quarry bindgen a.h -o m/out && grep -q old m/out && test \"$(ls -A m)\" = out",
        true,
    );
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(
        said,
        "error: cannot write m/out: Read-only file system (os error 30)\n"
    );
}

#[test]
fn an_output_that_is_a_link() {
    use std::os::unix::fs::symlink;
    let directory = directory();
    let path = directory.path();
    symlink("out", path.join("link")).unwrap();
    let (code, said) = shell(path, "$quarry bindgen a.h -o link", false);
    assert_eq!(code, Some(0), "{said}");
    assert!(path.join("link").is_symlink());
    let text = std::fs::read_to_string(path.join("out")).unwrap();
    assert!(text.contains("extern fn f()"), "{text}");
    assert_eq!(names(path), ["a.h", "link", "out"]);

    fails(
        "ln -s x/y l; $quarry bindgen a.h -o l; c=$?; rm l; exit $c",
        "there is no directory x",
    );
    fails(
        "ln -s l l; $quarry bindgen a.h -o l; c=$?; rm l; exit $c",
        "too many levels",
    );
    // A link to the header itself would be the end of it.
    let script = "ln -s a.h l; $quarry bindgen a.h -o l";
    let (code, said) = shell(path, script, false);
    assert_eq!(code, Some(2), "{said}");
    let header = std::fs::read_to_string(path.join("a.h")).unwrap();
    assert_eq!(header, "int f(void);\n", "{said}");
}
