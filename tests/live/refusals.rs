//! What a caller through libffi cannot express is refused, with its reason.

use std::fs;

use crate::foreign::Refusal;
use crate::program::{compile, text};

/// A header with one function for each reason that C of this machine can show.
const HEADER: &str = "union mixed { long l; double d; };\nvoid take_union(union mixed u);\n\
    struct within { int i; union mixed u; };\nstruct within give_within(void);\n\
    union floats { float f; double d; };\nvoid take_floats(union floats u);\n\
    union whole { int i; void *p; char c[16]; };\nvoid take_whole(union whole u);\n\
    struct middle { int a; int none[0]; int b; };\nvoid take_middle(struct middle m);\n\
    void take_ms(int i) __attribute__((ms_abi));\n\
    struct plain { int i; float f[3]; };\nstruct plain take_plain(struct plain p, ...);\n";

/// What becomes of each function.
const EXPECTED: &[(&str, Option<Refusal>)] = &[
    ("take_union", Some(Refusal::MixedUnion)),
    ("give_within", Some(Refusal::MixedUnion)),
    ("take_floats", Some(Refusal::MixedUnion)),
    ("take_whole", None),
    ("take_ms", Some(Refusal::Convention)),
    ("take_plain", None),
];

/// The same for texts that no header gives, or that the program skips.
const WRITTEN: &[(&str, &str, Refusal)] = &[
    ("struct s:\n    none: [u8; 0]\n", "@repr(C)", Refusal::Empty),
    (
        "struct s:\n    a: i32\n    none: [i32; 0]\n    b: i32\n",
        "@repr(C)",
        Refusal::EmptyArray,
    ),
    (
        "struct s:\n    a: i32\n",
        "@repr(C, align = 32)",
        Refusal::Alignment,
    ),
];

/// Each reason is told, and only where it is one.
pub(crate) fn are_told() -> Result<(), String> {
    let directory = tempfile::tempdir().map_err(|e| e.to_string())?;
    let (path, library) = (directory.path().join("r.h"), directory.path().join("r.so"));
    fs::write(&path, HEADER).map_err(|e| e.to_string())?;
    compile("gcc", "int nothing;\n", &library, &["-shared", "-fPIC"])?;
    let text = text(&[&path.to_string_lossy()])?;
    let bound = crate::call::Bound::of_file(&text, &library)?;
    for (name, expected) in EXPECTED {
        let told = bound.can_call(name)?.err();
        if told != *expected {
            return Err(format!("{name}: {told:?}, not {expected:?}"));
        }
    }
    let reason = bound.text.skipped("take_middle");
    if reason.is_none() {
        return Err("take_middle is not skipped".to_owned());
    }
    for (record, attribute, expected) in WRITTEN {
        let head = "# target: x86_64-unknown-linux-gnu\n";
        let text = format!("{head}{attribute}\n{record}\nextern fn f(s: s)\n");
        let bound = crate::call::Bound::of_file(&text, &library)?;
        let told = bound.can_call("f")?.err();
        if told != Some(*expected) {
            return Err(format!("{record}: {told:?}, not {expected:?}"));
        }
    }
    Ok(())
}
