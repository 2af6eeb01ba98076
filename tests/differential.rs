//! The mapped module against witnesses that share no code with it: rust-bindgen, gcc and two
//! clangs.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm
)]

#[path = "support/assertions.rs"]
mod assertions;
#[path = "support/layout.rs"]
mod layout;
#[path = "support/peer.rs"]
mod peer;
mod support;

use std::collections::BTreeSet;
use std::path::PathBuf;

use assertions::{Compiler, judge};
use libtest_mimic::{Arguments, Failed, Trial};
use peer::Peer;
use quarry_bindgen::map::model::{ItemKind, Literal, Module, Type};

/// A header, what its own files are called, its package for `pkg-config`, and how many records at
/// least both sides must know: a comparison of nothing would pass.
type Case = (&'static str, &'static str, Option<&'static str>, usize);

/// The headers of the host.
const CASES: [Case; 4] = [
    ("sqlite3.h", r".*/sqlite3\.h", None, 10),
    ("zlib.h", r".*/(zlib|zconf)\.h", None, 2),
    (
        "time.h",
        r".*/(time|bits/types/struct_.*|bits/time)\.h",
        None,
        3,
    ),
    ("SDL2/SDL.h", r".*/SDL2/.*\.h", Some("sdl2"), 60),
];

/// Targets whose layouts clang checks with `sqlite3.h`, which needs no system header.
const FOREIGN: [(&str, &str); 6] = [
    ("i686-unknown-linux-gnu", "i686-unknown-linux-gnu"),
    ("x86_64-pc-windows-msvc", "x86_64-pc-windows-msvc"),
    ("i686-pc-windows-msvc", "i686-pc-windows-msvc"),
    ("aarch64-unknown-linux-gnu", "aarch64-unknown-linux-gnu"),
    (
        "armv7-unknown-linux-gnueabihf",
        "armv7-unknown-linux-gnueabihf",
    ),
    ("avr-unknown-none", "avr-unknown-unknown"),
];

fn main() {
    if peer::is_child() {
        return;
    }
    let arguments = Arguments::from_args();
    let mut trials = Vec::new();
    for case in CASES {
        trials.push(Trial::test(format!("rust-bindgen/{}", case.0), move || {
            peer_agrees(case)
        }));
        for program in ["gcc", "clang-14", "clang-19"] {
            trials.push(Trial::test(format!("{program}/{}", case.0), move || {
                compiler_agrees(case, program)
            }));
        }
    }
    for (target, clang_triple) in FOREIGN {
        for program in ["clang-14", "clang-19"] {
            trials.push(Trial::test(
                format!("{program}/sqlite3.h@{target}"),
                move || compiler_agrees_abroad(target, clang_triple, program),
            ));
        }
    }
    trials.push(Trial::test("damage_is_seen", damage_is_seen));
    trials.push(Trial::test(
        "damage_of_sqlite3_is_seen",
        damage_of_sqlite3_is_seen,
    ));
    libtest_mimic::run(&arguments, trials).exit();
}

/// The module that `--emit=json` writes.
fn module(header: &str, flags: &[String]) -> Result<Module, Failed> {
    let mut command = support::quarry(env!("CARGO_BIN_EXE_quarry"), &libclang()?);
    let json = support::output_of(command.arg(header).arg("--emit=json").args(flags))?;
    Ok(serde_json::from_str::<Module>(&json)?.fixed())
}

/// The first libclang of the tests.
fn libclang() -> Result<PathBuf, Failed> {
    let all = support::libclangs()?;
    Ok(all.into_iter().next().ok_or("no libclang to test with")?)
}

/// The include flags of a case.
fn flags(case: Case) -> Result<Vec<String>, Failed> {
    let mut flags = match case.2 {
        Some(package) => support::pkg_config(package)?,
        None => Vec::new(),
    };
    flags.retain(|flag| flag.starts_with("-I") || flag.starts_with("-D"));
    Ok(flags)
}

/// A C compiler agrees with every layout and every integer constant.
fn compiler_agrees(case: Case, program: &'static str) -> Result<(), Failed> {
    let flags = flags(case)?;
    let module = module(case.0, &flags)?;
    let verdict = judge(&module, case.0, &Compiler { program, flags })?;
    if verdict.layouts < 2 * case.3 || verdict.constants == 0 && case.0 != "time.h" {
        return Err(format!("too little was compared: {verdict:?}").into());
    }
    denied(&verdict.denied)
}

/// clang agrees on another target.
fn compiler_agrees_abroad(
    target: &str,
    clang_triple: &str,
    program: &'static str,
) -> Result<(), Failed> {
    let header = "/usr/include/sqlite3.h";
    let module = module(header, &[format!("--target={target}")])?;
    let flags = vec![
        format!("--target={clang_triple}"),
        "-ffreestanding".to_owned(),
    ];
    let verdict = judge(&module, header, &Compiler { program, flags })?;
    if verdict.layouts < 20 || verdict.constants < 300 {
        return Err(format!("too little was compared: {verdict:?}").into());
    }
    denied(&verdict.denied)
}

/// An error, where there is anything to report.
fn denied(reports: &[String]) -> Result<(), Failed> {
    match reports.is_empty() {
        true => Ok(()),
        false => Err(reports.join("\n").into()),
    }
}

/// rust-bindgen agrees on functions, layouts and enumerators.
fn peer_agrees(case: Case) -> Result<(), Failed> {
    let flags = flags(case)?;
    let module = module(case.0, &flags)?;
    let peer = peer::ask(case.0, case.1, &flags, &libclang()?)?;
    let (compared, reports) = differences(&module, &peer)?;
    if compared < case.3 {
        return Err(format!("only {compared} records were compared").into());
    }
    denied(&reports)
}

/// How many records both know, and in what they differ.
fn differences(module: &Module, peer: &Peer) -> Result<(usize, Vec<String>), Failed> {
    let mut reports = Vec::new();
    let mut report = |what: &str, name: &str, ours: String, theirs: String| {
        if ours != theirs {
            reports.push(format!(
                "{what} {name}: ours {ours}, rust-bindgen's {theirs}"
            ));
        }
    };
    let mut present = BTreeSet::new();
    for item in &module.items {
        let name = item.c_name.as_ref().unwrap_or(&item.name);
        match &item.kind {
            ItemKind::Function(function) => {
                present.insert(name.clone());
                let ours = (function.parameters.len(), function.variadic);
                if let Some(theirs) = peer.functions.get(name) {
                    report("function", name, format!("{ours:?}"), format!("{theirs:?}"));
                }
            }
            ItemKind::Skipped(_) => {
                present.insert(name.clone());
            }
            ItemKind::Constant(constant) => {
                if let (Literal::Integer(ours), Some(theirs)) =
                    (&constant.value, peer.enumerators.get(name))
                {
                    report("constant", name, ours.to_string(), theirs.to_string());
                }
            }
            _ => {}
        }
    }
    for name in peer
        .functions
        .keys()
        .filter(|name| !present.contains(*name))
    {
        report(
            "function",
            name,
            "nothing".to_owned(),
            "a function".to_owned(),
        );
    }
    let mut compared = 0;
    for (name, ours) in layout::of_module(module)? {
        let (Some(size), Some(align)) = (peer.sizes.get(&name), peer.aligns.get(&name)) else {
            continue;
        };
        compared += 1;
        report("size of", &name, ours.size.to_string(), size.to_string());
        report(
            "alignment of",
            &name,
            ours.align.to_string(),
            align.to_string(),
        );
        for field in &ours.fields {
            if let Some(theirs) = peer.offsets.get(&(name.clone(), field.name.clone())) {
                let place = format!("{name}.{}", field.name);
                report(
                    "offset of",
                    &place,
                    field.offset.to_string(),
                    theirs.to_string(),
                );
            }
        }
    }
    Ok((compared, reports))
}

/// A module made by hand passes; with one thing wrong, each witness reports that.
fn damage_is_seen() -> Result<(), Failed> {
    let dir = tempfile::tempdir()?;
    let header = dir.path().join("small.h");
    std::fs::write(
        &header,
        "struct s { char a; int type; double b; };\ntypedef struct { short x; } t;\n\
         enum e { E = -3, F = 5 };\nint f(int a, int b);\nint g(const char *, ...);\n#define TOP 0x80000000\n",
    )?;
    let header = header.to_string_lossy().into_owned();
    let good: Module = serde_json::from_str(SMALL)?;
    let damages: [(&str, &str, &str, bool, bool); 10] = [
        (
            "width",
            "{\"name\":\"type_\",\"ty\":{\"int\":32}",
            "{\"name\":\"type_\",\"ty\":{\"int\":64}",
            true,
            true,
        ),
        (
            "narrow",
            "{\"name\":\"a\",\"ty\":{\"int\":8}",
            "{\"name\":\"a\",\"ty\":{\"int\":64}",
            true,
            true,
        ),
        (
            "typedef",
            "{\"name\":\"x\",\"ty\":{\"int\":16}",
            "{\"name\":\"x\",\"ty\":{\"int\":32}",
            true,
            true,
        ),
        (
            "alignment",
            "\"align\":null,\"fields\":[{\"name\":\"x\"",
            "\"align\":4,\"fields\":[{\"name\":\"x\"",
            true,
            true,
        ),
        (
            "hidden width",
            "{\"name\":\"a\",\"ty\":{\"int\":8}",
            "{\"name\":\"a\",\"ty\":{\"int\":16}",
            true,
            false,
        ),
        (
            "field sign",
            "{\"name\":\"x\",\"ty\":{\"int\":16}",
            "{\"name\":\"x\",\"ty\":{\"uint\":16}",
            true,
            false,
        ),
        (
            "enumerator",
            "{\"integer\":-3}",
            "{\"integer\":3}",
            true,
            true,
        ),
        (
            "sign",
            "{\"integer\":2147483648}",
            "{\"integer\":-2147483648}",
            true,
            false,
        ),
        (
            "parameter",
            "{\"name\":\"arg1\",\"ty\":{\"int\":32}}",
            "",
            false,
            true,
        ),
        (
            "variadic",
            "\"variadic\":true",
            "\"variadic\":false",
            false,
            true,
        ),
    ];
    let compilers = ["gcc", "clang-14", "clang-19"].map(|program| Compiler {
        program,
        flags: Vec::new(),
    });
    let peer = peer::ask(&header, ".*small.h", &[], &libclang()?)?;
    for compiler in &compilers {
        let verdict = judge(&good, &header, compiler)?;
        assert_eq!((verdict.layouts, verdict.constants), (15, 3), "{verdict:?}");
        denied(&verdict.denied)?;
    }
    let (compared, reports) = differences(&good, &peer)?;
    assert_eq!(compared, 2);
    denied(&reports)?;
    for (what, from, to, by_compiler, by_peer) in damages {
        assert!(SMALL.contains(from), "{what}");
        let text = SMALL.replace(from, to).replace("},]", "}]");
        let module = serde_json::from_str::<Module>(&text)?.fixed();
        for compiler in &compilers {
            let seen = !judge(&module, &header, compiler)?.denied.is_empty();
            assert_eq!(seen, by_compiler, "{what}, by {}", compiler.program);
        }
        assert_eq!(
            !differences(&module, &peer)?.1.is_empty(),
            by_peer,
            "{what}"
        );
    }
    Ok(())
}

/// The same with what the program wrote: one width of the real header wrong.
fn damage_of_sqlite3_is_seen() -> Result<(), Failed> {
    let good = module("sqlite3.h", &[])?;
    let peer = peer::ask("sqlite3.h", CASES[0].1, &[], &libclang()?)?;
    for (width, moves_others) in [(16, false), (64, true)] {
        let mut module = good.clone();
        let field = module
            .items
            .iter_mut()
            .find_map(|item| match &mut item.kind {
                ItemKind::Record(record) if item.name == "sqlite3_vfs" => record
                    .fields
                    .iter_mut()
                    .find(|field| field.ty == Type::Int(32)),
                _ => None,
            });
        field.ok_or("sqlite3_vfs has no field of type i32")?.ty = Type::Int(width);
        for program in ["gcc", "clang-14", "clang-19"] {
            let flags = Vec::new();
            let verdict = judge(&module, "sqlite3.h", &Compiler { program, flags })?;
            assert!(!verdict.denied.is_empty(), "{width} bits, by {program}");
        }
        // rust-bindgen tells offsets only: a width that padding hides is for the compilers.
        let seen = !differences(&module, &peer)?.1.is_empty();
        assert_eq!(seen, moves_others, "{width} bits");
    }
    Ok(())
}

/// The module of the small header of [`damage_is_seen`], without blanks so that a damage can name
/// its place.
const SMALL: &str = concat!(
    r#"{"schema":2,"headers":["small.h"],"target":{"triple":"x86_64-unknown-linux-gnu","clang_triple":"x86_64-unknown-linux-gnu","os":"linux","arch":"x86_64","env":"gnu","pointer_width":64,"big_endian":false},"dialect":"spec","data_model":{"char_signed":true,"big_endian":false,"short":{"size":2,"align":2},"int":{"size":4,"align":4},"long":{"size":8,"align":8},"long_long":{"size":8,"align":8},"pointer":{"size":8,"align":8},"float":{"size":4,"align":4},"double":{"size":8,"align":8},"long_double":{"size":16,"align":16},"wchar":{"size":4,"align":4},"wchar_signed":true,"flt_eval_method":0},"link":[],"doc":[],"items":["#,
    r#"{"name":"s","c_name":null,"location":{"file":"small.h","line":1,"column":8},"doc":[],"remarks":[],"kind":{"record":{"is_union":false,"packed":null,"align":null,"fields":[{"name":"a","ty":{"int":8},"remark":null,"is_padding":false,"offset":0},{"name":"type_","ty":{"int":32},"remark":null,"is_padding":false,"offset":4},{"name":"b","ty":{"float":64},"remark":null,"is_padding":false,"offset":8}],"layout":{"size":16,"align":8},"by_value":true,"accessors":[]}}},"#,
    r#"{"name":"t","c_name":null,"location":{"file":"small.h","line":2,"column":29},"doc":[],"remarks":[],"kind":{"record":{"is_union":false,"packed":null,"align":null,"fields":[{"name":"x","ty":{"int":16},"remark":null,"is_padding":false,"offset":0}],"layout":{"size":2,"align":2},"by_value":true,"accessors":[]}}},"#,
    r#"{"name":"e","c_name":null,"location":{"file":"small.h","line":3,"column":6},"doc":[],"remarks":[],"kind":{"alias":{"int":32}}},"#,
    r#"{"name":"E","c_name":null,"location":{"file":"small.h","line":3,"column":10},"doc":[],"remarks":[],"kind":{"constant":{"ty":{"named":"e"},"value":{"integer":-3}}}},"#,
    r#"{"name":"F","c_name":null,"location":{"file":"small.h","line":3,"column":18},"doc":[],"remarks":[],"kind":{"constant":{"ty":{"named":"e"},"value":{"integer":5}}}},"#,
    r#"{"name":"f","c_name":null,"location":{"file":"small.h","line":4,"column":5},"doc":[],"remarks":[],"kind":{"function":{"link_name":null,"convention":null,"parameters":[{"name":"arg0","ty":{"int":32}},{"name":"arg1","ty":{"int":32}}],"variadic":false,"result":{"int":32}}}},"#,
    r#"{"name":"g","c_name":null,"location":{"file":"small.h","line":5,"column":5},"doc":[],"remarks":[],"kind":{"function":{"link_name":null,"convention":null,"parameters":[{"name":"arg0","ty":{"pointer":{"mutable":false,"pointee":{"uint":8}}}}],"variadic":true,"result":{"int":32}}}},"#,
    r#"{"name":"TOP","c_name":null,"location":{"file":"small.h","line":6,"column":9},"doc":[],"remarks":[],"kind":{"constant":{"ty":{"uint":32},"value":{"integer":2147483648}}}}]}"#,
);
