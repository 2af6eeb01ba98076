//! No file is made but the output, whatever the header: as the system calls show.

use std::path::Path;
use std::process::Command;

use super::repeat::nest;

/// The calls that make, change or remove files.
const CALLS: &str = "trace=open,openat,openat2,creat,mkdir,mkdirat,mknod,mknodat,rename,renameat,\
                     renameat2,link,linkat,symlink,symlinkat,unlink,unlinkat,rmdir,truncate,chmod,\
                     fchmodat,execve";

/// The calls of one run that succeeded and changed something, without those that are right.
fn changes(directory: &Path, header: &str) -> Vec<String> {
    let output = Command::new("strace")
        // A file for each process: in one, they break into each other's lines.
        .args(["-ff", "-qq", "-z", "-o", "trace", "-e", CALLS])
        .arg(assert_cmd::cargo::cargo_bin("quarry"))
        .args(["bindgen", header, "--output=out", "--timeout=5"])
        .current_dir(directory)
        .output()
        .unwrap();
    assert!(output.status.code().is_some(), "{output:?}");
    let mut trace = String::new();
    for file in std::fs::read_dir(directory).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_some() && path.file_stem().is_some_and(|stem| stem == "trace") {
            trace += &std::fs::read_to_string(&path).unwrap();
            std::fs::remove_file(path).unwrap();
        }
    }
    assert!(trace.contains("execve"), "{trace}");
    trace
        .lines()
        // Ends and signals are told as well, and calls that a signal ended before strace saw which.
        .filter(|line| !line.contains("+++") && !line.contains("---"))
        .filter(|line| !line.starts_with("???("))
        .filter(|line| {
            !(line.contains("open") && line.contains("O_RDONLY") && !line.contains("O_CREAT"))
        })
        // The program, and itself as the worker.
        .filter(|line| {
            !(line.contains("execve(")
                && (line.contains("/quarry\"") || line.contains("/proc/self/exe")))
        })
        // The new file beside the output, and its way there.
        .filter(|line| !line.contains("/.quarry-"))
        .map(str::to_owned)
        .collect()
}

#[test]
fn no_file_is_made_but_the_output() {
    if Command::new("strace")
        .args(["-qq", "-o", "/dev/null", "true"])
        .status()
        .is_ok_and(|status| status.success())
    {
        let directory = tempfile::tempdir().unwrap();
        let cases = [
            ("good", "int f(void);\n".to_owned()),
            ("bad", "int f(\n".to_owned()),
            ("crash", "#pragma clang __debug crash\n".to_owned()),
            (
                "parser",
                "#pragma clang __debug parser_crash\nint f(void);\n".to_owned(),
            ),
            (
                "fatal",
                "#pragma clang __debug llvm_fatal_error\n".to_owned(),
            ),
            (
                "overflow",
                "#pragma clang __debug overflow_stack\n".to_owned(),
            ),
            (
                "module",
                "#pragma clang module import m\n@import m;\n".to_owned(),
            ),
            (
                "comment",
                "#pragma comment(linker, \"/out:x\")\n#pragma comment(lib, \"x\")\nint f(void);\n"
                    .to_owned(),
            ),
            ("device", "#include \"/dev/zero\"\n".to_owned()),
            ("deep", nest("struct{", "int x;", "}y;", 10_000)),
        ];
        for (name, text) in cases {
            std::fs::write(directory.path().join("a.h"), text).unwrap();
            assert_eq!(
                changes(directory.path(), "a.h"),
                Vec::<String>::new(),
                "{name}"
            );
            let _ = std::fs::remove_file(directory.path().join("out"));
            let names: Vec<_> = std::fs::read_dir(directory.path())
                .unwrap()
                .map(|entry| entry.unwrap().file_name())
                .collect();
            assert_eq!(names, ["a.h"], "{name}");
        }
        // The check itself sees what it is made for.
        let output = Command::new("strace")
            .args([
                "-f", "-qq", "-z", "-o", "trace", "-e", CALLS, "touch", "made",
            ])
            .current_dir(&directory)
            .status()
            .unwrap();
        assert!(output.success());
        let trace = std::fs::read_to_string(directory.path().join("trace")).unwrap();
        assert!(trace.contains("O_CREAT"), "{trace}");
    } else {
        println!("skipped: strace does not run here");
    }
}
