//! Ten thousand random records, on targets of every kind of layout: the layout that C's rules give
//! to what is written is what compilers give to the C.
//!
//! `QUARRY_TEST_SEED` begins elsewhere, `QUARRY_TEST_RECORDS` sets the number for each compiler.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::wildcard_enum_match_arm
)]

#[path = "support/assertions.rs"]
mod assertions;
#[path = "support/layout.rs"]
mod layout;
#[path = "support/random.rs"]
mod random;
mod support;

use std::fs;
use std::path::Path;

use assertions::{Compiler, judge};
use libtest_mimic::{Arguments, Failed, Trial};
use quarry_bindgen::map::model::{ItemKind, Module};
use random::{Features, Random};

/// A target: our triple, the judge's program and triple, what its C has.
struct Case {
    /// Ours.
    target: &'static str,
    /// The judge.
    program: &'static str,
    /// The judge's triple; empty for a compiler of one target.
    triple: &'static str,
    /// Its C.
    features: Features,
}

/// 64-bit `long`.
const LP64: Features = Features {
    int_bits: 32,
    long_bits: 64,
    int128: true,
    ms_struct: true,
    aligned_bits: true,
    stored: true,
    aligned: true,
    bit_fields: 35,
    packed_bits: true,
};

/// 32-bit `long` and pointers.
const ILP32: Features = Features {
    long_bits: 32,
    int128: false,
    ..LP64
};

/// The targets; gcc has no `ms_struct` but on x86, where it places bit-fields otherwise.
const CASES: &[Case] = &[
    Case {
        target: support::HOST,
        program: "clang-14",
        triple: "x86_64-unknown-linux-gnu",
        features: LP64,
    },
    Case {
        target: support::HOST,
        program: "clang-19",
        triple: "x86_64-unknown-linux-gnu",
        features: LP64,
    },
    Case {
        target: support::HOST,
        program: "gcc",
        triple: "",
        features: Features {
            ms_struct: false,
            aligned_bits: true,
            ..LP64
        },
    },
    Case {
        target: "i686-unknown-linux-gnu",
        program: "clang-14",
        triple: "i686-unknown-linux-gnu",
        // `long double` has 12 bytes, which Microsoft's rules do not take.
        features: Features {
            ms_struct: false,
            ..ILP32
        },
    },
    Case {
        target: "aarch64-unknown-linux-gnu",
        program: "clang-14",
        triple: "aarch64-unknown-linux-gnu",
        features: LP64,
    },
    Case {
        target: "armv7-unknown-linux-gnueabihf",
        program: "clang-19",
        triple: "armv7-unknown-linux-gnueabihf",
        features: ILP32,
    },
    Case {
        target: "x86_64-pc-windows-msvc",
        program: "clang-14",
        triple: "x86_64-pc-windows-msvc",
        features: Features {
            long_bits: 32,
            ..LP64
        },
    },
    Case {
        target: "i686-pc-windows-msvc",
        program: "clang-19",
        triple: "i686-pc-windows-msvc",
        features: ILP32,
    },
    Case {
        target: "x86_64-pc-windows-gnu",
        program: "x86_64-w64-mingw32-gcc",
        triple: "",
        features: Features {
            long_bits: 32,
            aligned_bits: false,
            ..LP64
        },
    },
    Case {
        target: "s390x-unknown-linux-gnu",
        program: "clang-19",
        triple: "s390x-unknown-linux-gnu",
        features: Features {
            int128: false,
            ..LP64
        },
    },
    Case {
        target: "wasm32-wasip1",
        program: "clang-19",
        triple: "wasm32-wasi",
        features: Features {
            int128: true,
            ..ILP32
        },
    },
    Case {
        target: "aarch64-apple-darwin",
        program: "clang-14",
        triple: "arm64-apple-macosx11.0.0",
        features: LP64,
    },
    Case {
        target: "avr-unknown-none",
        program: "avr-gcc",
        triple: "",
        features: Features {
            int_bits: 16,
            ms_struct: false,
            aligned_bits: false,
            aligned: false,
            stored: false,
            bit_fields: 10,
            ..ILP32
        },
    },
];

fn main() {
    let arguments = Arguments::from_args();
    let mut trials = vec![Trial::test("damage_is_seen", damage_is_seen)];
    for case in CASES {
        trials.push(Trial::test(
            format!("{}@{}", case.program, case.target),
            move || agrees(case),
        ));
    }
    libtest_mimic::run(&arguments, trials).exit();
}

/// A number from the environment.
fn number(name: &str, otherwise: u64) -> u64 {
    let given = std::env::var(name).ok();
    given.and_then(|it| it.parse().ok()).unwrap_or(otherwise)
}

/// A compiler agrees with all records.
fn agrees(case: &Case) -> Result<(), Failed> {
    let total = number("QUARRY_TEST_RECORDS", 1000);
    let mut random = Random::new(number("QUARRY_TEST_SEED", 1) + case.target.len() as u64);
    let (mut records, mut opaque, mut layouts) = (0, 0, 0);
    while records + opaque < total {
        let text = random::header(&mut random, 200, case.features);
        let (module, mut verdict) = judged(case, &text)?;
        if case.program == "avr-gcc" {
            // It aligns nothing. What clang aligns to 2 is written so only where that moves no
            // member and changes no size.
            verdict
                .denied
                .retain(|denied| !denied.starts_with("_Alignof"));
        }
        if let Some(denied) = verdict.denied.first() {
            let kept = std::env::temp_dir().join(format!("random-{}.h", case.target));
            fs::write(&kept, &text)?;
            let count = verdict.denied.len();
            return Err(format!("{count} denied: {denied}\n{}", kept.display()).into());
        }
        layouts += verdict.layouts;
        for item in &module.items {
            match item.kind {
                ItemKind::Record(_) if is_ours(&item.name) => records += 1,
                ItemKind::Opaque if is_ours(&item.name) => opaque += 1,
                _ => {}
            }
        }
    }
    eprintln!(
        "{}@{}: {records} records, {opaque} opaque, {layouts} assertions",
        case.program, case.target
    );
    // What the compilers of a target disagree about is opaque.
    let most = match case.target {
        "avr-unknown-none" => 80,
        "x86_64-pc-windows-gnu" => 50,
        _ => 5,
    };
    if opaque * 100 > (records + opaque) * most || layouts < 2 * usize::try_from(records)? {
        return Err(format!("{opaque} of {records} opaque, {layouts} assertions").into());
    }
    Ok(())
}

/// One of the generator's own names.
fn is_ours(name: &str) -> bool {
    name.strip_prefix('r')
        .is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The module of a header, and what the compiler says of it.
fn judged(case: &Case, text: &str) -> Result<(Module, assertions::Verdict), Failed> {
    let directory = tempfile::tempdir()?;
    let path = directory.path().join("random.h");
    fs::write(&path, text)?;
    let header = path.to_string_lossy().into_owned();
    let module = module(&path, case)?;
    let mut flags = vec!["-ffreestanding".to_owned()];
    if !case.triple.is_empty() {
        flags.push(format!("--target={}", case.triple));
    }
    let compiler = Compiler {
        program: case.program,
        flags,
    };
    let verdict = judge(&module, &header, &compiler)?;
    Ok((module, verdict))
}

/// What the program makes of it.
fn module(header: &Path, case: &Case) -> Result<Module, Failed> {
    let mut libclangs = support::libclangs()?.into_iter();
    let libclang = match case.program {
        "clang-14" => libclangs.next(),
        _ => libclangs.next_back(),
    };
    let libclang = libclang.ok_or("no libclang to test with")?;
    let mut command = support::quarry(env!("CARGO_BIN_EXE_quarry"), &libclang);
    let target = format!("--target={}", case.target);
    let json = support::output_of(command.arg(header).args(["--emit=json", &target]))?;
    Ok(serde_json::from_str::<Module>(&json)?.fixed())
}

/// The records of one target are denied by another's compiler.
fn damage_is_seen() -> Result<(), Failed> {
    let mut random = Random::new(3);
    let text = random::header(
        &mut random,
        100,
        Features {
            int128: false,
            ..ILP32
        },
    );
    let case = Case {
        target: support::HOST,
        program: "clang-14",
        triple: "i686-unknown-linux-gnu",
        features: ILP32,
    };
    let (_, verdict) = judged(&case, &text)?;
    match verdict.denied.is_empty() {
        true => Err("another target's layouts are taken".into()),
        false => Ok(()),
    }
}
