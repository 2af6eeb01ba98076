//! `init`: a first manifest, and the module that it makes.

use std::process::Command;

use super::{QUARRY, directory, program};

/// `quarry bindgen` in a directory: exit code, standard output, standard error.
fn run(directory: &tempfile::TempDir, words: &[&str]) -> (i32, String, String) {
    let mut command: Command = program(QUARRY);
    command.current_dir(directory).arg("bindgen").args(words);
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let code = output.status.code().unwrap();
    (code, text(output.stdout), text(output.stderr))
}

#[test]
fn it_makes_the_module_that_the_options_make() {
    let files = [(
        "my lib.h",
        "#include <inner.h>\nint f(inner_t a, LEVEL b);\n",
    )];
    let directory = directory(&files);
    let inner = directory.path().join("in'c");
    std::fs::create_dir(&inner).unwrap();
    super::write(&inner.join("inner.h"), "typedef long inner_t;\n");
    let options = [
        "my lib.h",
        "-I",
        "in'c",
        "-DLEVEL=unsigned char",
        "--target=avr,msp430",
    ];
    let (code, plain, said) = run(&directory, &options);
    assert_eq!(code, 0, "{said}");
    for manifest in ["bindgen.toml", "sub/own.toml", "./x.toml"] {
        let place = directory.path().join(manifest);
        std::fs::create_dir_all(place.parent().unwrap()).unwrap();
        let named = format!("--manifest={manifest}");
        let words = [&["init"], &options[..], &[&named]].concat();
        let (code, written, said) = run(&directory, &words);
        assert_eq!((code, written.as_str()), (0, ""), "{said}");
        assert!(said.contains(&format!("wrote {manifest}")), "{said}");
        let (code, _, said) = run(&directory, &[&named]);
        assert_eq!(code, 0, "{said}");
        let module = std::fs::read_to_string(place.with_file_name("my_lib.pyrite")).unwrap();
        assert_eq!(module, plain, "{manifest}");
        let before = std::fs::read_to_string(&place).unwrap();
        let (code, _, said) = run(&directory, &words);
        assert_eq!(code, 1, "{said}");
        assert!(
            said.contains("exists already") && said.contains("[[module]]"),
            "{said}"
        );
        assert_eq!(std::fs::read_to_string(&place).unwrap(), before);
    }
    let (code, text, _) = run(&directory, &["init", "my lib.h", "--manifest=-"]);
    assert_eq!(code, 0);
    assert!(text.contains("headers = [\"my lib.h\"]\n"), "{text}");
    // In this directory and below it the manifest need not be named.
    std::fs::remove_file(directory.path().join("my_lib.pyrite")).unwrap();
    let (code, _, said) = run(&directory, &[]);
    assert_eq!(code, 0, "{said}");
    assert!(directory.path().join("my_lib.pyrite").exists());
}

#[test]
fn a_header_that_is_not_there() {
    let directory = directory(&[]);
    let (code, text, said) = run(&directory, &["init", "nothing_like_it.h"]);
    assert_eq!((code, text.as_str()), (1, ""), "{said}");
    assert!(
        said.contains("header `nothing_like_it.h` was not found"),
        "{said}"
    );
    assert!(said.contains("searched in"), "{said}");
    assert!(!directory.path().join("bindgen.toml").exists());
    let (code, _, said) = run(&directory, &["init", "stdio.h"]);
    assert_eq!(code, 0, "{said}");
    for (words, expected) in [
        (&["init"][..], "required"),
        (
            &["init", "stdio.h", "--dump=decls", "--manifest=-"][..],
            "--dump",
        ),
        (&["init", "stdio.h", "--targett=avr"][..], "--target"),
        (
            &["init", "stdio.h", "--target=arv"][..],
            "unknown target `arv`",
        ),
        (
            &["init", "stdio.h", "--manifest=-", "--", "-fplugin=x.so"][..],
            "-fplugin",
        ),
        (&["init", "--target=avr"][..], "header"),
        (
            &["init", "stdio.h", "--manifest=no/such/x.toml"][..],
            "no/such",
        ),
    ] {
        let (code, _, said) = run(&directory, words);
        assert!(matches!(code, 1 | 2), "{words:?}: {code}");
        assert!(said.contains(expected), "{words:?}: {said}");
    }
}
