//! Object files of every target, read.

use quarry_bindgen::verify::compiler::{Datum, Object};

use super::{ALL, LINUX, find};

/// Variables of every kind.
const TEXT: &str = "typedef struct { char c; void *p; } S;\n\
    int v = 7, tentative, array[4] = { 1 };\n\
    static int hidden = 3, hidden_zero;\n\
    char zero[100];\n\
    S s = { 1, &v };\n\
    const void *const pointers[4] = { &v, &array[1], 0, &hidden };\n\
    const void *const more[2] = { &hidden_zero, &tentative };\n\
    const double d = 1.5;\n\
    const char text[] = \"hi\";\n\
    extern int elsewhere;\n\
    const void *const far = &elsewhere;\n\
    int g(void) { return 1; }\n\
    static int own(void) { return 2; }\n\
    int (*const functions[2])(void) = { g, own };\n\
    int use(void) { return elsewhere + own(); }\n";

/// Whether C's names have a `_` in front in the target's object files.
pub(super) fn prefix(triple: &str) -> &'static str {
    match triple.contains("apple") || triple.starts_with("i686-pc-windows") {
        true => "_",
        false => "",
    }
}

/// A variable by its name in C.
fn datum<'o>(object: &'o Object, triple: &str, name: &str) -> &'o Datum {
    let name = format!("{}{name}", prefix(triple));
    let found = object.data.get(&name);
    found.unwrap_or_else(|| panic!("{name} for {triple}: {object:#?}"))
}

#[test]
fn variables_and_what_they_refer_to() {
    for (cc, triple, _) in ALL {
        let compiler = find(cc, triple);
        if triple.starts_with("wasm") {
            let error = compiler.object(TEXT).unwrap_err().to_string();
            assert!(
                error.ends_with("cannot be read: WebAssembly is not read"),
                "{error}"
            );
            continue;
        }
        let object = compiler.object(TEXT).unwrap();
        let bits = if triple.starts_with("avr") {
            2
        } else if ["i686", "armv7", "thumb"]
            .iter()
            .any(|it| triple.starts_with(it))
        {
            4
        } else {
            8
        };
        let name = |name: &str| format!("{}{name}", prefix(triple));
        let relocations = |of: &str| -> Vec<(u64, String)> {
            let datum = datum(&object, triple, of);
            let list = datum.relocations.iter();
            list.map(|(at, name)| (*at / bits, name.clone())).collect()
        };
        let int = if bits == 2 { 2 } else { 4 };
        let context = format!("{cc} for {triple}: {object:#?}");
        let second = name(&format!("array+{int}"));
        assert_eq!(
            relocations("pointers"),
            [(0, name("v")), (1, second), (3, name("hidden"))],
            "{context}"
        );
        assert_eq!(
            relocations("more"),
            [(0, name("hidden_zero")), (1, name("tentative"))],
            "{context}"
        );
        assert_eq!(
            relocations("functions"),
            [(0, name("g")), (1, name("own"))],
            "{context}"
        );
        assert_eq!(relocations("far"), [(0, name("elsewhere"))], "{context}");
        let offset = if bits == 2 { 1 } else { bits };
        assert_eq!(
            datum(&object, triple, "s").relocations.get(&offset),
            Some(&name("v")),
            "{context}"
        );
        assert!(object.undefined.contains(&name("elsewhere")), "{context}");
        assert!(!object.undefined.contains(&name("v")), "{context}");
        assert!(object.local.contains(&name("own")), "{context}");
        assert!(!object.local.contains(&name("g")), "{context}");
        assert!(
            object.functions[&name("use")].contains(&name("elsewhere")),
            "{context}"
        );
        assert!(object.functions[&name("g")].is_empty(), "{context}");
        assert_eq!(object.big_endian, triple.starts_with("s390x"));
        let seven = if object.big_endian {
            [0, 0, 0, 7]
        } else {
            [7, 0, 0, 0]
        };
        let bytes = |of: &str| datum(&object, triple, of).bytes.clone();
        assert_eq!(bytes("v").get(..int), seven.get(..int), "{context}");
        assert_eq!(bytes("zero").get(..100), Some(&[0; 100][..]), "{context}");
        assert!(bytes("tentative").len() >= int, "{context}");
        assert_eq!(bytes("text").get(..3), Some(&b"hi\0"[..]), "{context}");
        let double = if bits == 2 {
            1.5_f32.to_le_bytes().to_vec()
        } else if object.big_endian {
            1.5_f64.to_be_bytes().to_vec()
        } else {
            1.5_f64.to_le_bytes().to_vec()
        };
        assert_eq!(
            bytes("d").get(..double.len()),
            Some(&double[..]),
            "{context}"
        );
    }
}

#[test]
fn a_text_that_is_wrong_has_no_object() {
    for cc in ["gcc", "clang-14"] {
        let compiler = find(cc, LINUX);
        let error = compiler
            .object("int a;\nlong a;\n")
            .unwrap_err()
            .to_string();
        let expected = format!(
            "{} does not compile a probe: (check):2:6: ",
            compiler.name()
        );
        assert!(error.starts_with(&expected), "{error}");
    }
}

#[test]
fn programs_run() {
    for cc in ["gcc", "clang-14", "clang-19"] {
        let compiler = find(cc, LINUX);
        let text = "#include <stdio.h>\n#include <math.h>\nint main(int n, char **v) {\n\
            int c = getchar(); printf(\"%d %g\", c, floor(n + 1.5)); return 0; }\n";
        assert_eq!(compiler.run(text).unwrap(), "-1 2", "{cc}");
        for (text, expected) in [
            ("int main(void) { return 3; }", "failed (exit status: 3)"),
            (
                "int main(void) { *(volatile int *)0 = 1; return 0; }",
                "failed (signal: 11",
            ),
            (
                "int main(void) { return x; }",
                "does not compile a probe: (check):1:",
            ),
            (
                "int g(void); int main(void) { return g(); }",
                "failed without an answer",
            ),
        ] {
            let error = compiler.run(text).unwrap_err().to_string();
            assert!(error.contains(expected), "{cc}: {error}");
        }
    }
    let error = find("gcc", "aarch64-unknown-linux-gnu").run("int main(void) { return 0; }");
    assert_eq!(
        error.unwrap_err().to_string(),
        "a program for aarch64-unknown-linux-gnu does not run here"
    );
}
