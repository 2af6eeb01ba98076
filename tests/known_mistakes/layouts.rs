//! Layout: clang judges each record on every target of the table. The mistake that must be seen
//! is the plain one: the same fields without the attributes, padding and storage that make their
//! layout C's.

use std::fs;
use std::path::Path;

use libtest_mimic::{Failed, Trial};
use quarry_bindgen::map::model::{ItemKind, Module, Type};
use quarry_bindgen::target::Target;

use crate::assertions::{Compiler, judge};
use crate::support;

/// C that others lay out wrong.
struct Mistake {
    /// What goes wrong there.
    name: &'static str,
    /// The C.
    c: &'static str,
    /// A word of the triples that it is for; all have the empty one.
    only: &'static str,
    /// Records that must have a layout; on AVR some are opaque, because its compilers disagree.
    least: usize,
}

/// The table.
const MISTAKES: &[Mistake] = &[
    Mistake {
        name: "packed_and_aligned",
        c: "struct s { int a; long b; } __attribute__((packed, aligned(8)));",
        only: "",
        least: 1,
    },
    Mistake {
        name: "packed_with_aligned_member",
        c: "struct a { char c; int m __attribute__((aligned(64))); } __attribute__((packed));\n\
            struct __attribute__((aligned(16))) big { int v; };\n\
            struct b { char c; struct big m; } __attribute__((packed));",
        only: "",
        least: 3,
    },
    Mistake {
        name: "packed_nested_with_last_aligned",
        c: "struct in { char c; int v; } __attribute__((packed));\n\
            struct s { char c; struct in i; char last __attribute__((aligned(8))); } __attribute__((packed));\n\
            struct z { char c; unsigned char x[0]; } __attribute__((packed, aligned(64)));",
        only: "",
        least: 3,
    },
    Mistake {
        name: "vector_members",
        c: "typedef float f4 __attribute__((vector_size(16)));\n\
            typedef float f3 __attribute__((ext_vector_type(3)));\n\
            struct a { char c; f4 v; };\nstruct b { char c; f3 v; };",
        only: "",
        least: 2,
    },
    Mistake {
        name: "typedef_that_carries_alignment",
        c: "typedef int wide __attribute__((aligned(16)));\n\
            struct a { char c; wide w; };\nstruct b { char c; wide *p; };\n\
            typedef int low __attribute__((aligned(1)));\n\
            struct d { char c; low l; unsigned char bits : 3; };\n\
            int f(wide *p, low *q);",
        only: "",
        least: 2,
    },
    Mistake {
        name: "flexible_array_of_aligned",
        c: "struct __attribute__((aligned(16))) e { int v; };\n\
            struct s { char c; struct e tail[]; };\n\
            union u { struct { struct {} none; int a[]; } x; };",
        only: "",
        least: 2,
    },
    Mistake {
        name: "long_double_beside_others",
        c: "struct a { long double ld; char c; };\nstruct b { long long x; long double y; };\n\
            struct d { char c; long double ld; };",
        only: "",
        least: 3,
    },
    Mistake {
        name: "empty_for_microsoft",
        c: "struct E {};\nstruct A { struct E e[3]; char c; };\nunion W { unsigned : 1; };",
        only: "msvc",
        least: 3,
    },
    Mistake {
        name: "packed_union_with_wide_bits",
        c: "#pragma pack(1)\nunion u { long long c : 33; char d; };\n#pragma pack()",
        only: "msvc",
        least: 1,
    },
    Mistake {
        name: "bit_fields",
        c: "struct zero { unsigned a : 3; unsigned : 0; unsigned b : 5; char c; };\n\
            struct unnamed { unsigned : 7; };\nstruct straddle { char c; unsigned long a : 20; unsigned long b : 20; char d; };\n\
            struct gaps { unsigned a : 1; char fill[79]; unsigned b : 1; };\n\
            struct tight { unsigned a : 6; unsigned long long b : 32; } __attribute__((packed));\n\
            struct shifted { unsigned char a : 2; unsigned long long b : 63; } __attribute__((packed));\n\
            struct __attribute__((ms_struct)) ms { unsigned char a : 4; unsigned b : 4; };",
        only: "",
        least: 2,
    },
];

/// One trial for each row.
pub(crate) fn trials() -> Vec<Trial> {
    MISTAKES
        .iter()
        .map(|mistake| Trial::test(format!("layout::{}", mistake.name), || right(mistake)))
        .collect()
}

/// The layout is clang's on every target, and the mistake would be denied on one.
fn right(mistake: &Mistake) -> Result<(), Failed> {
    let directory = tempfile::tempdir()?;
    let header = directory.path().join("mistake.h");
    fs::write(&header, mistake.c)?;
    let header = header.to_string_lossy().into_owned();
    let libclang = support::libclangs()?.pop().ok_or("no libclang")?;
    let (mut targets, mut seen) = (0, false);
    for target in Target::all().filter(|it| it.triple.contains(mistake.only) && it.env != "musl") {
        let compiler = compiler(&target);
        let mut module = module(&header, &target, &libclang)?;
        let verdict = judge(&module, &header, &compiler)?;
        let judged = records(&module);
        let fail = |what: &str| Err(format!("{}: {what}\n{module:#?}", target.triple).into());
        match verdict.denied.first() {
            Some(denied) => return fail(denied),
            None if judged < mistake.least && target.arch != "avr" => {
                return fail(&format!("only {judged} records"));
            }
            None => {}
        }
        targets += 1;
        make_plain(&mut module);
        seen |= !judge(&module, &header, &compiler)?.denied.is_empty();
    }
    if targets == 0 || !seen {
        return Err(format!("the mistake is not seen on {targets} targets").into());
    }
    Ok(())
}

/// The records of a module that have fields.
fn records(module: &Module) -> usize {
    let is_record = |kind: &ItemKind| matches!(kind, ItemKind::Record(_));
    module.items.iter().filter(|it| is_record(&it.kind)).count()
}

/// clang for a target.
fn compiler(target: &Target) -> Compiler {
    let mut flags = vec![
        "-ffreestanding".to_owned(),
        format!("--target={}", target.clang_triple),
    ];
    if target.triple.ends_with("windows-gnu") {
        flags.push("-fms-extensions".to_owned());
    }
    Compiler {
        program: "clang-19",
        flags,
    }
}

/// What the program makes of a header.
fn module(header: &str, target: &Target, libclang: &Path) -> Result<Module, Failed> {
    let mut command = support::quarry(env!("CARGO_BIN_EXE_quarry"), libclang);
    let target = format!("--target={}", target.triple);
    let json = support::output_of(command.args([header, "--emit=json", &target]))?;
    Ok(serde_json::from_str(&json)?)
}

/// Takes away what makes the layout C's: attributes, padding, the alignment of storage.
fn make_plain(module: &mut Module) {
    for item in &mut module.items {
        let ItemKind::Record(record) = &mut item.kind else {
            continue;
        };
        (record.packed, record.align) = (None, None);
        record.fields.retain(|field| !field.is_padding);
        for field in &mut record.fields {
            if let Type::Array { element, len } = &mut field.ty
                && let Type::Uint(bits) = **element
            {
                *len *= u64::from(bits) / 8;
                **element = Type::Uint(8);
            }
        }
    }
}
