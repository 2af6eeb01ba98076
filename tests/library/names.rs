//! What a name of C is called in the files of each target.

use quarry_bindgen::library::{self, Declared};
use quarry_bindgen::target::Target;

use super::{read, run};

#[test]
fn names_are_those_that_compilers_write() {
    let directory = tempfile::tempdir().unwrap();
    let at = directory.path();
    // C, the convention, the sizes of the parameters.
    let functions: [(&str, Option<&str>, &[u64], bool); 9] = [
        ("int a(int x)", None, &[4], false),
        ("int b(int x, char y)", Some("stdcall"), &[4, 1], false),
        ("int c(int x, double y)", Some("fastcall"), &[4, 8], false),
        (
            "int d(double x, char y)",
            Some("vectorcall"),
            &[8, 1],
            false,
        ),
        ("int e(void)", Some("stdcall"), &[], false),
        ("int f(int x, ...)", Some("stdcall"), &[4], true),
        ("int g(struct s x)", Some("stdcall"), &[5], false),
        ("int h(struct s x)", Some("fastcall"), &[5], false),
        ("int i(int x)", Some("thiscall"), &[4], false),
    ];
    let mut checked = 0;
    for target in Target::all() {
        let is_x86 = target.arch.starts_with("x86");
        let mut c = "struct s { char c[5]; };\nint variable = 1;\n".to_owned();
        let mut expected = vec![library::symbol("variable", Declared::Variable, &target)];
        for (text, convention, parameters, variadic) in functions {
            // Other machines do not know these.
            if convention.is_some() && !is_x86 {
                continue;
            }
            let attribute = convention.map(|it| format!("__attribute__(({it}))"));
            c += &format!("{} {text} {{ return 0; }}\n", attribute.unwrap_or_default());
            let name = text["int ".len()..].split('(').next().unwrap();
            let declared = Declared::Function {
                convention,
                parameters,
                variadic,
            };
            expected.push(library::symbol(name, declared, &target));
        }
        std::fs::write(at.join("a.c"), c).unwrap();
        let flag = format!("--target={}", target.clang_triple);
        let mut words = vec!["clang-19", &flag, "-w", "-ffreestanding", "-c", "a.c"];
        if is_x86 {
            // Without, clang 19 dies of `vectorcall`.
            words.push("-msse2");
        }
        words.extend(["-o", "a.o"]);
        run(at, &words);
        let library = match read(&at.join("a.o"), &target.triple) {
            Err(what) if what.contains("WebAssembly is not read") => continue,
            library => library.unwrap(),
        };
        for name in expected {
            assert!(
                library.symbols.contains_key(&name),
                "{}: {name} is not among {:?}",
                target.triple,
                library.symbols.keys()
            );
            checked += 1;
        }
    }
    assert!(checked > 80, "{checked}");
}
