//! `--sysroot` and `--sysroot-for`.

use crate::{FOREIGN, Place};

#[test]
fn a_target_has_its_own_directory_before_that_of_all() {
    let place = Place::new();
    for name in ["all", "own"] {
        place.write(
            &format!("work/{name}/include/stdio.h"),
            &format!("int of_{name}(void);\n"),
        );
    }
    let target = format!("--target={FOREIGN}");
    for (options, expected) in [
        (
            &["--sysroot=all", "--sysroot-for=s390x-linux-musl=own"][..],
            "of_own",
        ),
        (
            &[
                "--sysroot-for=s390x-unknown-linux-musl=own",
                "--sysroot",
                "all",
            ][..],
            "of_own",
        ),
        (&["--sysroot=all", "--sysroot-for", "avr=own"][..], "of_all"),
    ] {
        let text = place.output(&[&["stdio.h", &target], options].concat());
        assert!(text.contains(expected), "{options:?}: {text}");
    }
}

#[test]
fn a_directory_for_no_target_is_told() {
    let place = Place::new();
    place.write("work/own/include/stdio.h", "int f(void);\n");
    let target = format!("--target={FOREIGN}");
    let (code, said) = place.said(&["stdio.h", &target, "--sysroot=own", "--sysroot-for=avr=own"]);
    assert_eq!(code, Some(0), "{said}");
    let words = "`--sysroot-for=avr=own` is for none of the targets";
    assert!(said.contains(words), "{said}");
}

#[test]
fn what_makes_no_sense_is_one_error() {
    let place = Place::new();
    place.write("work/file", "");
    for (value, words) in [
        ("avr", "write a target and its directory"),
        ("avr=", "write a target and its directory"),
        ("nonsense=.", "unknown target `nonsense`"),
        ("avr=none", "`none` does not exist"),
        ("avr=file", "`file` is no directory"),
    ] {
        let (code, said) = place.said(&["stdio.h", &format!("--sysroot-for={value}")]);
        assert_eq!(code, Some(2), "{value}: {said}");
        assert!(said.contains(words), "{value}: {said}");
        assert_eq!(said.matches("error:").count(), 1, "{said}");
    }
    let twice = ["--sysroot-for=avr=.", "--sysroot-for=avr-unknown-none=."];
    let (code, said) = place.said(&["stdio.h", twice[0], twice[1]]);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("has the directory `.` already"), "{said}");
}
