//! Texts with something wrong: the comparison sees it, and the reader never panics.

use std::fs;
use std::time::{Duration, Instant};

use libtest_mimic::Failed;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use quarry_bindgen::emit;
use quarry_bindgen::map::model::Module;
use quarry_bindgen::pyrite::{self, model::Dialect};

use crate::{expected, files, support, text_of};

/// A header with something of each kind.
const HEADER: &str = r#"
/** Makes a "thing". */
int make(const char *name, struct thing *const *out, ...);
extern int level;
extern const int version[3];
typedef long wide;
typedef void (*hook)(int, void *);
struct thing;
struct plain { char c; wide w; hook h; };
#pragma pack(push, 2)
struct packed { char c; int i; };
#pragma pack(pop)
union either { int i; float f; };
struct bits { unsigned a : 3; int b : 11; };
enum color { RED, BLUE = 7 };
#define COUNT 12
#define HALF 0.5
#define TEXT "a\tb"
#define RAW "\xff\xfe"
static int hidden(void) { return 0; }
int renamed(void) __asm__("other");
"#;

/// What is put in place of what; each of these texts is in the module once at least.
const DAMAGES: &[(&str, &str)] = &[
    ("fn make(", "fn made("),
    ("name: *const u8", "names: *const u8"),
    ("name: *const u8", "name: *mut u8"),
    ("name: *const u8", "name: *const i8"),
    ("*const *mut thing", "*mut thing"),
    (", ...)", ")"),
    ("make(name: *const u8, ", "make("),
    ("-> i32", "-> i64"),
    ("extern var level", "extern let level"),
    ("[i32; 3]", "[i32; 4]"),
    ("type wide = i64", "type wide = i32"),
    ("type wide = i64\n", ""),
    ("fn(i32, *mut void) -> void", "fn(*mut void, i32) -> void"),
    (
        "fn(i32, *mut void) -> void",
        "fn(i32, *mut void, ...) -> void",
    ),
    (
        "Option[fn(i32, *mut void) -> void]",
        "fn(i32, *mut void) -> void",
    ),
    ("h: hook", "h: Option[hook]"),
    ("opaque type thing;\n", ""),
    ("packed = 2", "packed = 1"),
    ("packed = 2", "align = 2"),
    ("union either", "struct either"),
    ("    i: i32\n    f: f32", "    f: f32\n    i: i32"),
    ("_bits0[0] & 7", "_bits0[0] & 3"),
    ("_bits0[0] >> 3", "_bits0[0] >> 2"),
    ("fn set_b(", "fn set_c("),
    ("^ 1024", "^ 512"),
    ("= 7", "= 8"),
    ("const BLUE: ", "const GREEN: "),
    ("COUNT: i32", "COUNT: u32"),
    ("COUNT: i32 = 12", "COUNT: i32 = 13"),
    ("= 0.5", "= 0.25"),
    ("a\\tb", "a\\nb"),
    ("[255, 254, 0]", "[255, 253, 0]"),
    ("@link_name(\"other\")\n", ""),
    ("@link(\"z\")\n", ""),
    ("# skipped: hidden", "# skipped: hid"),
    (" (static: ", " (a static: "),
    ("Makes a", "Make a"),
    ("# target: x86_64", "# target: i686"),
    ("i32", "i32 i32"),
];

/// Every damage to the text of a module is seen.
pub(crate) fn is_seen() -> Result<(), Failed> {
    let directory = tempfile::tempdir()?;
    let header = directory.path().join("all.h");
    fs::write(&header, HEADER)?;
    let mut command = support::quarry(env!("CARGO_BIN_EXE_quarry"), &support::libclangs()?[0]);
    command.arg(&header).args([
        "--emit=json",
        "--link=z",
        "--target=x86_64-unknown-linux-gnu",
    ]);
    let module = serde_json::from_str::<Module>(&support::output_of(&mut command)?)?.fixed();
    let text = emit::emit(&module);
    expected::compare(&module, &text)?;
    for (from, to) in DAMAGES {
        let damaged = text.replacen(from, to, 1);
        if damaged == text {
            return Err(format!("no `{from}` in\n{text}").into());
        }
        if expected::compare(&module, &damaged).is_ok() {
            return Err(format!("`{from}` -> `{to}` is not seen").into());
        }
    }
    Ok(())
}

/// Modules as they were written, of many forms.
fn texts() -> Vec<Vec<u8>> {
    let names = [
        "bitfield_wide@",
        "packed@",
        "struct_anonymous@",
        "macro_string",
        "variable",
        "comment_hostile@",
        "function_pointer",
    ];
    let paths = files("snapshots", "snap").into_iter().filter(|path| {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        names.iter().any(|start| name.starts_with(start))
    });
    let texts: Vec<Vec<u8>> = paths.map(|path| text_of(&path).into_bytes()).collect();
    assert!(texts.len() > 20, "{}", texts.len());
    texts
}

/// Pieces of text with a meaning, and some with none.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    let pieces = vec![
        "(",
        ")",
        "[",
        "]",
        "\"",
        "\"\"\"",
        "\n",
        "    ",
        "\t",
        "\0",
        "\u{202e}",
        "#",
        "-",
        ".",
        "...",
        "0x",
        "9999999999999999999999999999999999999999",
        "1e999",
        "\\u{",
        "@",
        "as ",
        ",",
        "fn",
        "# skipped: ",
        "extern ",
        ":",
        "\r",
        "\r\n",
        "type ",
        "a",
        "é",
        " = ",
        "impl a:\n    ",
        "@repr(C)\nstruct s:\n    ",
        "const c: i8 = ",
        "*mut ",
        "Option[",
        "opaque type a;\n",
        "fn a(&self) -> i8:\n        ",
        "return ",
        "self.",
        "@cfg(",
        "not(",
        "8",
        "&",
        "<<",
    ];
    prop_oneof![
        6 => prop::sample::select(pieces).prop_map(|piece| piece.as_bytes().to_vec()),
        1 => vec(any::<u8>(), 0..4),
    ]
}

/// The reader ends; an error is one line and has a place in the text.
fn holds(bytes: &[u8]) -> Result<(), TestCaseError> {
    let read = |text| [None, Some(Dialect::Alpha)].map(|dialect| pyrite::read(text, dialect));
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    let decoded = pyrite::decode(bytes).map(read);
    let errors = match decoded {
        Ok(results) => results.into_iter().filter_map(Result::err).collect(),
        Err(error) => vec![error],
    };
    for error in errors {
        let (line, offset) = (error.position.line as usize, error.position.offset as usize);
        prop_assert!(line <= bytes.split(|&byte| byte == b'\n').count() && offset <= bytes.len());
        prop_assert!(text.is_empty() || text.is_char_boundary(offset));
        let message = error.to_string();
        prop_assert!(
            message.lines().count() == 1 && message.len() < 400,
            "{}",
            message
        );
    }
    Ok(())
}

/// Whatever is done to the bytes of a module, and whatever else a text is made of, the reader ends.
pub(crate) fn never_panics() -> Result<(), Failed> {
    let texts = texts();
    let config = Config {
        cases: 20_000,
        failure_persistence: None,
        ..Config::default()
    };
    let edit = (any::<prop::sample::Index>(), 0..40_usize, piece());
    let strategy = (0..texts.len(), vec(edit, 1..4));
    let edited = TestRunner::new(config.clone()).run(&strategy, |(which, edits)| {
        let mut bytes = texts[which].clone();
        for (at, removed, inserted) in edits {
            let start = at.index(bytes.len() + 1);
            let end = (start + removed / 4).min(bytes.len());
            bytes.splice(start..end, inserted);
        }
        holds(&bytes)
    });
    edited.map_err(|error| error.to_string())?;
    let made = TestRunner::new(config).run(&vec(piece(), 0..60), |pieces| holds(&pieces.concat()));
    made.map_err(|error| error.to_string().into())
}

/// Texts of a length that more than linear time would show.
pub(crate) fn takes_linear_time() -> Result<(), Failed> {
    let many = |text: &str, count: usize| text.repeat(count);
    let numbered = |start: &str, count: usize, each: &dyn Fn(usize) -> String, end: &str| {
        let all: String = (0..count).map(each).collect();
        format!("{start}{all}{end}")
    };
    let count = 100_000;
    let texts = [
        numbered(
            "extern fn f(",
            count,
            &|n| format!("é{n}: i32, "),
            "z: i32)\n",
        ),
        numbered(
            "@repr(C)\nstruct s:\n",
            count,
            &|n| format!("    f{n}: [u8; {n}]\n"),
            "",
        ),
        format!("const A: [u8; {}] = [{}1]\n", count + 1, many("1, ", count)),
        format!("const A: &str = \"{}\"\n", many("\\n\\u{41}é", count)),
        format!("\"\"\"{}\"\"\"\ntype a = b\n", many("é\\\\\n", count)),
        format!("type a = b{}", many("\n", 10 * count)),
        many("# skipped: a (b) at c.h:1\n", count),
        many("#\n", 10 * count),
        many("\"", 10 * count),
        many("(", 10 * count),
        many("a", 10 * count),
        numbered(
            "impl s:\n    fn a(&self) -> i32:\n",
            count,
            &|n| format!("        let v{n} = 1\n"),
            "",
        ),
        numbered(
            "impl s:\n",
            count,
            &|n| format!("    fn a{n}(&self) -> i32:\n        return 1\n"),
            "",
        ),
    ];
    for text in texts {
        let start = Instant::now();
        let _ = pyrite::read(&text, None);
        let spent = start.elapsed();
        // The square would take minutes; what it takes is a tenth of this without optimisation.
        if spent > Duration::from_secs(5) {
            let shown: String = text.chars().take(60).collect();
            return Err(format!("{spent:?} for {shown}…").into());
        }
    }
    Ok(())
}
