//! Every constant of real headers, and of patterns that compute offsets: clang has the last word.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm
)]

#[path = "support/absent.rs"]
mod absent;
#[path = "support/constants.rs"]
mod constants;
mod support;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use constants::{Case, Claim, claims, denied};
use quarry_bindgen::diagnostic::Reason;
use quarry_bindgen::map::model::Literal;

/// The program.
const QUARRY: &str = env!("CARGO_BIN_EXE_quarry");

/// The libclangs of the tests, each with the clang that belongs to it.
fn clangs() -> impl Iterator<Item = (PathBuf, PathBuf)> {
    support::libclangs().unwrap().into_iter().map(|library| {
        let program = library.with_file_name("bin").join("clang");
        (library, program)
    })
}

/// What the program says of a case.
fn claims_of(library: &Path, case: &Case) -> Vec<Claim> {
    let claims = claims(QUARRY, library, case).unwrap();
    assert!(
        claims.len() >= case.least,
        "{}: only {} constants",
        case.header,
        claims.len()
    );
    claims
}

/// clang agrees with all of them, and denies each of some wrong ones.
fn judge(case: &Case) {
    for (library, program) in clangs() {
        judge_by(&library, &program, case);
    }
}

/// The same by one clang.
fn judge_by(library: &Path, program: &Path, case: &Case) {
    let mut claims = claims_of(library, case);
    assert_eq!(denied(program, case, &claims).unwrap(), BTreeSet::new());
    let mut damaged = BTreeSet::new();
    let step = claims.len() / 7 + 1;
    for claim in claims.iter_mut().step_by(step) {
        match &mut claim.constant.value {
            Literal::Integer(value) => *value ^= 1,
            Literal::Bool(value) => *value ^= true,
            Literal::Float(value) => *value = *value * 2.0 + 1.0,
            Literal::Text(text) => text.push('!'),
            Literal::Elements(elements) => elements.push(1),
        }
        damaged.insert(claim.name.clone());
    }
    if let Some(claim) = claims
        .iter_mut()
        .find(|claim| claim.ty == Some("int") && !damaged.contains(&claim.name))
    {
        claim.ty = Some("unsigned int");
        damaged.insert(claim.name.clone());
    }
    assert_eq!(denied(program, case, &claims).unwrap(), damaged);
}

/// Each macro that the headers define has an item or a reason, and the reason is true: clang takes
/// none of the skipped ones for an arithmetic constant.
fn nothing_is_absent(case: &Case) {
    for (library, program) in clangs().take(1) {
        let said = absent::said(QUARRY, &library, case).unwrap();
        let macros = absent::macros(&program, case).unwrap();
        assert!(
            macros.len() * 2 > case.least,
            "{}: {}",
            case.header,
            macros.len()
        );
        let unsaid =
            |name: &&String| !said.items.contains(*name) && !said.skipped.contains_key(*name);
        assert_eq!(
            macros.keys().filter(unsaid).collect::<Vec<_>>(),
            Vec::<&String>::new(),
            "{}: neither written nor skipped",
            case.header
        );
        let asked: Vec<&str> = macros
            .iter()
            .filter(|(_, body)| absent::is_harmless(body))
            .map(|(name, _)| name.as_str())
            .collect();
        let taken = absent::constants(&program, case, &asked).unwrap();
        // Most are constants, and clang must have said so: a file that it gave up on proves nothing.
        assert!(
            taken.len() * 2 > asked.len(),
            "{}: {}",
            case.header,
            taken.len()
        );
        let wrong: Vec<(&String, &Reason)> = said
            .skipped
            .iter()
            .filter(|(name, _)| taken.contains(*name) && !said.items.contains(*name))
            .filter(|(_, reason)| !matches!(reason, Reason::UnsupportedConstant(_)))
            .filter(|(_, reason)| !is_a_matter_of_the_compiler(reason))
            .collect();
        assert_eq!(wrong, Vec::new(), "{}: constants after all", case.header);
    }
}

/// Whether a macro asks where it stands, or what the compiler knows.
fn is_a_matter_of_the_compiler(reason: &Reason) -> bool {
    matches!(reason, Reason::NotAConstant(text) if text == "__LINE__" || text.contains("__has_"))
}

/// A header of this machine, with the flags of a package.
fn host(header: &str, package: Option<&str>, least: usize) {
    let mut flags = match package {
        Some(package) => support::pkg_config(package).unwrap(),
        None => Vec::new(),
    };
    flags.retain(|flag| flag.starts_with("-I") || flag.starts_with("-D"));
    let case = Case {
        header: header.to_owned(),
        ours: flags.clone(),
        clangs: flags,
        least,
    };
    judge(&case);
    nothing_is_absent(&case);
}

#[test]
fn sqlite3() {
    host("sqlite3.h", None, 450);
}

#[test]
fn sdl2() {
    host("SDL2/SDL.h", Some("sdl2"), 1_400);
}

#[test]
fn openssl() {
    host("openssl/ssl.h", None, 8_000);
}

#[test]
fn gtk() {
    host("gtk/gtk.h", Some("gtk+-3.0"), 1_200);
}

/// The headers of the C library, all of C11's and some of Linux, by way of one that includes them.
#[test]
fn standard_library() {
    const HEADERS: &str = "assert complex ctype errno fenv float inttypes iso646 limits locale math \
        setjmp signal stdalign stdarg stdatomic stdbool stddef stdint stdio stdlib stdnoreturn \
        string tgmath threads time uchar wchar wctype unistd fcntl poll termios sys/stat \
        sys/socket sys/ioctl sys/mman sys/wait sys/epoll sys/resource netinet/in netinet/tcp \
        linux/input linux/fs linux/if linux/videodev2 linux/perf_event linux/fb";
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("standard.h");
    let includes = HEADERS.split_whitespace();
    let text: String = includes
        .map(|name| format!("#include <{name}.h>\n"))
        .collect();
    std::fs::write(&path, text).unwrap();
    let case = |ours: &[&str]| Case {
        header: path.display().to_string(),
        ours: ours.iter().map(|&argument| argument.to_owned()).collect(),
        clangs: vec!["-I/".to_owned()],
        least: 4_500,
    };
    judge(&case(&["--everything"]));
    nothing_is_absent(&case(&[]));
}

#[test]
fn windows() {
    let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let case = Case {
        header: "windows.h".to_owned(),
        ours: words("--target=x86_64-pc-windows-gnu -idirafter /usr/share/mingw-w64/include"),
        clangs: words(
            "--target=x86_64-pc-windows-gnu -fms-extensions -idirafter /usr/share/mingw-w64/include",
        ),
        least: 22_000,
    };
    judge(&case);
    nothing_is_absent(&case);
}

/// Where members are, in all the ways that C code says it.
const OFFSETS: &str = r#"
typedef unsigned char byte;
typedef byte *PBYTE;
struct pair { short first; long second; };
struct record {
    char tag;
    int number;
    struct pair pairs[3];
    union { double real; struct { byte low; struct pair inner; }; };
    unsigned bits : 3;
    const char *text;
    int grid[2][4];
    void (*call)(int);
    char tail[];
};
typedef struct record record;
extern struct record object;
#define FIELD(type, field) ((long)(__SIZE_TYPE__)&(((type *)0)->field))
#define THROUGH(type, field) \
    ((int)(((PBYTE)(&((type *)((PBYTE)0))->field) - ((PBYTE)((type *)0))) \
        + sizeof(((type *)((PBYTE)0))->field)))
#define CALL_OFFSET __builtin_offsetof(struct record, call)
#define DEEP __builtin_offsetof(record, pairs[2].second)
#define GRID __builtin_offsetof(record, grid[1][3])
#define TAIL __builtin_offsetof(record, tail[5])
#define LOW FIELD(record, low)
#define INNER FIELD(struct record, inner.second)
#define PAIR FIELD(record, pairs[1])
#define TEXT_END THROUGH(record, text)
#define GRID_END THROUGH(struct record, grid)
#define DISTANCE (&((record *)0)->grid[1][2] - ((record *)0)->grid[0])
#define BYTES ((char *)&((record *)64)->number - (char *)64)
#define PAIRS (sizeof(((record *)0)->pairs) / sizeof(((record *)0)->pairs[0]))
#define MEMBER_SIZE sizeof(((record *)0)->real)
#define PROMOTED sizeof(((record *)0)->tag + 1)
#define ELEMENT sizeof(*((record *)0)->grid)
#define OBJECT sizeof(object.text)
#define WHOLE sizeof object
#define ARROW sizeof((&object)->pairs[7].first)
#define NEXT ((__UINTPTR_TYPE__)((record *)0 + 2))
#define INDEXED ((__UINTPTR_TYPE__)&((record *)0)[3].pairs[1].second)
#define REGISTER (*(volatile byte *)(0x1f + 0x20))
#define ADDRESS (((unsigned short)(__SIZE_TYPE__)&(REGISTER)) - 0x20)
#define NARROW ((byte)(__SIZE_TYPE__)((char *)0x123))
#define NOT_NULL (!!(record *)8)
#define NO_POINTER ((void *)0 ? 1 : 2L)
#define BEHIND ((char *)8 > (char *)4)
#define VOID_STEP ((__SIZE_TYPE__)((void *)0 + 3))
#define MATRIX sizeof(int[2][sizeof(((record *)0)->grid[0])])
#define POINTERS sizeof(record *[3])
struct holder { enum inner { WITHIN = 1 } kind; struct nest { int q[5]; } nest; };
#define AFTER (WITHIN + 1)
#define NEST (sizeof(struct nest) + sizeof(enum inner))
enum place { AT = __builtin_offsetof(record, text), BELOW = -7 };
"#;

#[test]
fn offsets_on_every_data_model() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("offsets.h");
    std::fs::write(&path, OFFSETS).unwrap();
    for target in [
        "x86_64-unknown-linux-gnu",
        "x86_64-pc-windows-msvc",
        "i686-unknown-linux-gnu",
        "avr",
    ] {
        let target = format!("--target={target}");
        let mut clangs = vec![target.clone(), "-ffreestanding".to_owned()];
        clangs.push("-Wno-everything".to_owned());
        judge(&Case {
            header: path.display().to_string(),
            ours: vec![target],
            clangs,
            // Three are no constants; there are three enumerators.
            least: OFFSETS.matches("#define").count() - 3 + 3,
        });
    }
}
