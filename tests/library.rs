//! The symbols of real libraries, and of libraries that compilers make here, for several systems.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "library/names.rs"]
mod names;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use quarry_bindgen::library::{Binding, Library, Sort, Symbol};
use quarry_bindgen::target::Target;

/// 64-bit Linux.
const LINUX: &str = "x86_64-unknown-linux-gnu";
/// 64-bit Windows with GNU's tools.
const WINDOWS: &str = "x86_64-pc-windows-gnu";
/// 64-bit macOS on Intel's machines.
const MAC: &str = "x86_64-apple-darwin";

/// C with a symbol of every kind.
const C: &str = "int f(int a) { return a; }\nint number = 3;\n__attribute__((weak)) int weak(void) { return 1; }\n\
    static int own(int a) { return a + number; }\nint use(void) { return own(1); }\nint zero[100];\n";

/// What only ELF has.
const ELF: &str = "__thread int each;\n__attribute__((visibility(\"hidden\"))) int hidden(void) { return 2; }\n\
    int old_f(int a) { return -a; }\n__asm__(\".symver old_f, f@VER_1\");\n";

/// Runs a program that must succeed, and gives what it writes.
fn run(directory: &Path, words: &[&str]) -> String {
    let (program, arguments) = words.split_first().unwrap();
    let output = Command::new(program)
        .args(arguments)
        .current_dir(directory)
        .env("LC_ALL", "C")
        .output()
        .unwrap_or_else(|error| panic!("{program}: {error}"));
    assert!(output.status.success(), "{words:?}: {output:?}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A library for a target.
fn read(path: &Path, triple: &str) -> Result<Library, String> {
    Library::read(path, &Target::parse(triple).unwrap()).map_err(|error| error.to_string())
}

/// One symbol.
fn symbol<'l>(library: &'l Library, name: &str) -> &'l Symbol {
    let found = library.symbols.get(name);
    found.unwrap_or_else(|| panic!("{name} is not in {:?}", library.files))
}

/// Its kind and binding.
fn of(library: &Library, name: &str) -> (Sort, Binding) {
    let symbol = symbol(library, name);
    (symbol.sort, symbol.binding)
}

/// The versions of one, `@@` in front of the default.
fn versions(library: &Library, name: &str) -> Vec<String> {
    let versions = symbol(library, name).versions.iter();
    versions
        .map(|it| format!("{}{}", if it.is_default { "@@" } else { "@" }, it.name))
        .collect()
}

/// A directory with the C above.
fn directory() -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    std::fs::write(directory.path().join("a.c"), C).unwrap();
    std::fs::write(directory.path().join("elf.c"), format!("{C}{ELF}")).unwrap();
    std::fs::write(
        directory.path().join("versions"),
        "VER_1 { local: old_*; };\nVER_2 { global: f; number; weak; use; zero; each; } VER_1;\n",
    )
    .unwrap();
    directory
}

/// Makes a shared library of all of it, `liba.so`.
fn link_shared(at: &Path) {
    run(
        at,
        &[
            "gcc",
            "-shared",
            "-fPIC",
            "elf.c",
            "-Wl,--version-script=versions",
            "-o",
            "liba.so",
        ],
    );
}

#[test]
fn a_shared_library_of_linux() {
    let directory = directory();
    let at = directory.path();
    link_shared(at);
    let library = read(&at.join("liba.so"), LINUX).unwrap();
    assert_eq!(of(&library, "f"), (Sort::Function, Binding::Global));
    assert_eq!(versions(&library, "f"), ["@VER_1", "@@VER_2"]);
    assert_eq!(versions(&library, "number"), ["@@VER_2"]);
    assert_eq!(of(&library, "number"), (Sort::Data, Binding::Global));
    assert_eq!(of(&library, "weak"), (Sort::Function, Binding::Weak));
    assert_eq!(of(&library, "each"), (Sort::ThreadLocal, Binding::Global));
    for name in ["own", "hidden"] {
        assert_eq!(of(&library, name), (Sort::Function, Binding::Local));
        assert!(!symbol(&library, name).can_be_linked());
    }
    assert!(symbol(&library, "f").can_be_linked());
    assert!(!library.symbols.contains_key("VER_2"));
    let wrong = read(&at.join("liba.so"), "aarch64-unknown-linux-gnu").unwrap_err();
    assert!(
        wrong.contains("it is for X86_64, not for aarch64"),
        "{wrong}"
    );
}

#[test]
fn a_static_library() {
    let directory = directory();
    let at = directory.path();
    for (compiler, triple, prefix) in [
        ("gcc", LINUX, ""),
        ("x86_64-w64-mingw32-gcc", WINDOWS, ""),
        ("clang-14", MAC, "_"),
    ] {
        let flag = match triple {
            MAC => "--target=x86_64-apple-darwin",
            _ => "-O0",
        };
        run(at, &[compiler, flag, "-c", "a.c", "-o", "a.o"]);
        let _ = std::fs::remove_file(at.join("liba.a"));
        run(at, &["ar", "rcs", "liba.a", "a.o"]);
        for file in ["liba.a", "a.o"] {
            let library = read(&at.join(file), triple).unwrap();
            let of = |name: &str| of(&library, &format!("{prefix}{name}"));
            assert_eq!(of("f"), (Sort::Function, Binding::Global), "{triple}");
            assert_eq!(of("number"), (Sort::Data, Binding::Global), "{triple}");
            assert_eq!(of("own"), (Sort::Function, Binding::Local), "{triple}");
            assert!(symbol(&library, &format!("{prefix}zero")).can_be_linked());
            assert_eq!(library.unread, Vec::<String>::new());
        }
    }
}

#[test]
fn a_library_of_windows() {
    let directory = directory();
    let at = directory.path();
    let def = "LIBRARY a.dll\nEXPORTS\nf\nnumber DATA\nuse\ntold = NTDLL.RtlZeroMemory\n";
    std::fs::write(at.join("a.def"), def).unwrap();
    run(
        at,
        &[
            "x86_64-w64-mingw32-gcc",
            "-shared",
            "a.c",
            "a.def",
            "-o",
            "a.dll",
            "-Wl,--out-implib=a.dll.a",
        ],
    );
    let library = read(&at.join("a.dll"), WINDOWS).unwrap();
    assert_eq!(of(&library, "f"), (Sort::Function, Binding::Global));
    assert_eq!(of(&library, "number"), (Sort::Data, Binding::Global));
    let told = symbol(&library, "told");
    assert_eq!(told.forwarded.as_deref(), Some("NTDLL.RtlZeroMemory"));
    assert!(!library.symbols.contains_key("own"));
    let library = read(&at.join("a.dll.a"), WINDOWS).unwrap();
    assert!(symbol(&library, "f").can_be_linked());
    assert!(symbol(&library, "__imp_number").can_be_linked());
    // What Microsoft's and LLVM's tools make.
    let def = "LIBRARY a.dll\nEXPORTS\nf\nnumber DATA\n";
    std::fs::write(at.join("b.def"), def).unwrap();
    run(
        at,
        &[
            "llvm-dlltool-14",
            "-m",
            "i386:x86-64",
            "-d",
            "b.def",
            "-l",
            "a.lib",
        ],
    );
    let library = read(&at.join("a.lib"), WINDOWS).unwrap();
    assert_eq!(of(&library, "f"), (Sort::Function, Binding::Global));
    assert_eq!(of(&library, "number"), (Sort::Data, Binding::Global));
    let wrong = read(&at.join("a.lib"), "i686-pc-windows-gnu").unwrap_err();
    assert!(wrong.contains("not for x86"), "{wrong}");
}

#[test]
fn a_universal_file_of_macos() {
    let directory = directory();
    let at = directory.path();
    for machine in ["x86_64", "arm64"] {
        let target = format!("--target={machine}-apple-darwin");
        let object = format!("{machine}.o");
        run(at, &["clang-14", &target, "-c", "a.c", "-o", &object]);
    }
    run(
        at,
        &[
            "llvm-lipo-14",
            "-create",
            "x86_64.o",
            "arm64.o",
            "-output",
            "fat",
        ],
    );
    for triple in [MAC, "aarch64-apple-darwin"] {
        let library = read(&at.join("fat"), triple).unwrap();
        assert_eq!(of(&library, "_f"), (Sort::Function, Binding::Global));
    }
    let wrong = read(&at.join("fat"), LINUX.replace("x86_64", "s390x").as_str()).unwrap_err();
    assert!(
        wrong.contains("it is for X86_64, Aarch64, not for s390x"),
        "{wrong}"
    );
}

/// The file of a library that the compiler links with.
fn installed(name: &str) -> PathBuf {
    let path = run(
        Path::new("."),
        &["gcc", &format!("-print-file-name={name}")],
    );
    let path = PathBuf::from(path.trim());
    assert!(path.is_absolute(), "{name} is not installed");
    path
}

/// What `nm` says can be linked with, without versions.
fn by_nm(path: &Path, arguments: &[&str]) -> BTreeMap<String, char> {
    let path = path.to_string_lossy().into_owned();
    let words: Vec<&str> = ["nm", "--defined-only", "--extern-only"]
        .into_iter()
        .chain(arguments.iter().copied())
        .chain([path.as_str()])
        .collect();
    let text = run(Path::new("."), &words);
    let lines = text.lines().filter_map(|line| {
        let mut words = line.split_whitespace().rev();
        let (name, kind) = (words.next()?, words.next()?);
        let kind = kind.chars().next().filter(|_| kind.len() == 1)?;
        // Of a version that is not the default one, `@` stands alone.
        match name.split_once('@') {
            Some((_, version)) if !version.starts_with('@') => None,
            Some((name, _)) => Some((name.to_owned(), kind)),
            None => Some((name.to_owned(), kind)),
        }
    });
    lines.filter(|(_, kind)| *kind != 'A').collect()
}

#[test]
fn real_libraries_have_what_nm_finds() {
    for (name, least) in [
        ("libsqlite3.so", 200),
        ("libz.so", 80),
        ("libz.a", 80),
        ("libsqlite3.a", 200),
        ("libm.so.6", 800),
        ("libcrypto.so", 4000),
        ("libcurl.so", 80),
    ] {
        let path = installed(name);
        let library = read(&path, LINUX).unwrap();
        let dynamic: &[&str] = if name.ends_with(".a") { &[] } else { &["-D"] };
        let expected = by_nm(&path, dynamic);
        assert!(expected.len() >= least, "{name}: {}", expected.len());
        for (symbol_name, kind) in &expected {
            let symbol = symbol(&library, symbol_name);
            assert!(symbol.can_be_linked(), "{name}: {symbol_name}: {symbol:?}");
            // `i`, an indirect function, may be either.
            if *kind != 'i' {
                let is_weak = matches!(kind, 'W' | 'V');
                assert_eq!(
                    symbol.binding == Binding::Weak,
                    is_weak,
                    "{name}: {symbol_name}"
                );
            }
            if matches!(kind, 'T' | 'i') {
                assert_eq!(symbol.sort, Sort::Function, "{name}: {symbol_name}");
            }
        }
        let ours = library.symbols.iter().filter(|(_, it)| it.can_be_linked());
        let more: Vec<&String> = ours
            .map(|it| it.0)
            .filter(|it| !expected.contains_key(*it))
            .collect();
        assert_eq!(more, Vec::<&String>::new(), "{name}");
    }
}

#[test]
fn a_linker_script_leads_to_its_libraries() {
    let library = read(&installed("libc.so"), LINUX).unwrap();
    assert!(library.files.len() >= 3, "{:?}", library.files);
    assert_eq!(
        versions(&library, "memcpy"),
        ["@@GLIBC_2.14", "@GLIBC_2.2.5"]
    );
    assert_eq!(of(&library, "printf"), (Sort::Function, Binding::Global));
    assert_eq!(of(&library, "environ"), (Sort::Data, Binding::Weak));
    let directory = tempfile::tempdir().unwrap();
    let script = directory.path().join("liba.so");
    std::fs::write(&script, "INPUT ( liba.so )").unwrap();
    assert!(read(&script, LINUX).unwrap().symbols.is_empty());
    std::fs::write(&script, "INPUT ( -lnone )").unwrap();
    let wrong = read(&script, LINUX).unwrap_err();
    assert!(
        wrong.contains("`-lnone`, which it names, is not found"),
        "{wrong}"
    );
}

#[test]
fn what_is_no_library_is_an_error() {
    let directory = directory();
    let at = directory.path();
    for (name, bytes) in [
        ("empty", &b""[..]),
        ("text", b"hello"),
        ("noise", &[0xff; 100]),
    ] {
        std::fs::write(at.join(name), bytes).unwrap();
        let wrong = read(&at.join(name), LINUX).unwrap_err();
        assert!(wrong.contains("it is no library"), "{name}: {wrong}");
    }
    assert!(read(at, LINUX).unwrap_err().contains("it is a directory"));
    assert!(
        read(&at.join("none"), LINUX)
            .unwrap_err()
            .contains("No such file")
    );
    // However it is damaged, it is an error or a library.
    link_shared(at);
    run(at, &["gcc", "-c", "a.c", "-o", "a.o"]);
    run(at, &["ar", "rcs", "liba.a", "a.o"]);
    run(
        at,
        &["x86_64-w64-mingw32-gcc", "-shared", "a.c", "-o", "a.dll"],
    );
    run(at, &["x86_64-w64-mingw32-strip", "a.dll"]);
    for (file, triple) in [("liba.so", LINUX), ("liba.a", LINUX), ("a.dll", WINDOWS)] {
        let whole = std::fs::read(at.join(file)).unwrap();
        let damaged = at.join("damaged");
        for step in 0..200 {
            let place = whole.len() * step / 200;
            std::fs::write(&damaged, &whole[..place]).unwrap();
            let _ = read(&damaged, triple);
            let mut changed = whole.clone();
            // The heads, where the sizes and offsets are, and some of all the rest.
            for at in [step * 4, place] {
                changed[at] = !changed[at];
            }
            std::fs::write(&damaged, &changed).unwrap();
            let _ = read(&damaged, triple);
        }
    }
}
