//! What real headers have no place for, alone in a text, with what is said of it; and what cannot
//! be seen, with the reason.

use std::path::Path;

use libtest_mimic::Failed;
use quarry_bindgen::verdict::Verdict;

use super::unseen::UNSEEN;
use crate::support;

/// A header with one of everything.
const HEADER: &str = "\
static inline int sq(int x) { return x * x; }
int kr();
int renamed(int) __asm__(\"other_name\");
extern _Thread_local int each;
extern int number;
extern const int fixed;
int same(char *a, char *b);
typedef float scale;
#define WIDE L\"ab\"
#define CHAR_ONE 'a'
#define TEXT \"abc\"
#define RATIO 1.5
#define YES ((_Bool)1)
enum color { RED, GREEN = 5 };
union value { int i; float f; };
union one { int i; };
struct inner { short s; };
struct outer { struct inner in; union { int u; char c; }; const char *name; };
struct __attribute__((packed)) tight { char c; int i; };
struct __attribute__((aligned(16))) wide { int i; };
struct bits { int s : 3; unsigned u : 5; _Bool b : 1; };
typedef int (*callback)(int, const char *, ...);
int variadic(const char *, ...);
struct opaque;
void use_it(struct opaque *, callback, const volatile int *v);
unsigned long length(void);
void list(const char *, __builtin_va_list);
";

/// A damage to a text: its kind, what is changed into what, the line that must be reported, and
/// what must be said of it. An empty text is what is added at the end.
type Seen = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
);

/// What must be seen, by libclang alone.
const SEEN: [Seen; 30] = [
    (
        "static inline as extern",
        "",
        "extern fn sq(x: i32) -> i32",
        "extern fn sq",
        "not to be bound",
    ),
    (
        "K&R function with parameters",
        "",
        "extern fn kr(x: i32) -> i32",
        "extern fn kr",
        "declared",
    ),
    (
        "one variable for all threads",
        "",
        "extern var each: i32",
        "extern var each",
        "thread",
    ),
    (
        "a function that C does not have",
        "",
        "extern fn no() -> i32",
        "extern fn no",
        "not declare",
    ),
    (
        "a variable that C does not have",
        "",
        "extern var no: i32",
        "extern var no",
        "not declare",
    ),
    (
        "a constant that C does not have",
        "",
        "const NO: i32 = 1",
        "const NO",
        "",
    ),
    (
        "a type that C does not have",
        "",
        "type no = i32",
        "type no",
        "",
    ),
    (
        "a record that C does not have",
        "",
        "@repr(C)\nstruct no:\n    a: i32",
        "struct no",
        "not declare",
    ),
    (
        "asm label wrong",
        "\"other_name\"",
        "\"another_name\"",
        "extern fn renamed",
        "`other_name` in C",
    ),
    (
        "asm label lost",
        "@link_name(\"other_name\")\n",
        "",
        "extern fn renamed",
        "`other_name` in C",
    ),
    (
        "var for let",
        "extern let fixed",
        "extern var fixed",
        "extern var fixed",
        "const int",
    ),
    (
        "let for var",
        "extern var number",
        "extern let number",
        "extern let number",
        "`int *` in C",
    ),
    (
        "wide text",
        "[97, 98, 0]",
        "[97, 99, 0]",
        "const WIDE",
        "[97, 99, 0] here",
    ),
    (
        "wide text shorter",
        "[i32; 3] = [97, 98, 0]",
        "[i32; 2] = [97, 0]",
        "const WIDE",
        "here",
    ),
    (
        "wide text as bytes",
        "[i32; 3] = [97",
        "[u8; 3] = [97",
        "const WIDE",
        "here",
    ),
    (
        "character",
        "CHAR_ONE: i32 = 97",
        "CHAR_ONE: i32 = 98",
        "const CHAR_ONE",
        "98 here, 97 in C",
    ),
    (
        "bool constant",
        "YES: bool = true",
        "YES: bool = false",
        "const YES",
        "false here, 1 in C",
    ),
    (
        "bool constant as integer",
        "YES: bool = true",
        "YES: i32 = 1",
        "const YES",
        "_Bool",
    ),
    ("text", "\"abc\"", "\"abd\"", "const TEXT", "\"abd\" here"),
    (
        "floating constant",
        "f64 = 1.5",
        "f64 = 1.25",
        "const RATIO",
        "1.25 here",
    ),
    (
        "enumerator",
        "GREEN: color = 5",
        "GREEN: color = 6",
        "const GREEN",
        "6 here, 5 in C",
    ),
    (
        "sign of an enumeration",
        "type color = u32",
        "type color = i32",
        "type color",
        "`i32` here",
    ),
    (
        "alias of another width",
        "type scale = f32",
        "type scale = f64",
        "type scale",
        "`f64` here",
    ),
    (
        "nested record's field",
        "    s: i16",
        "    s: u16",
        "    s: u16",
        "`u16` here, `short`",
    ),
    (
        "record without a name",
        "    u: i32\n",
        "    u: u32\n",
        "    u: u32",
        "`u32` here, `int`",
    ),
    (
        "union as structure",
        "union one:",
        "struct one:",
        "struct one:",
        "struct here, union in C",
    ),
    (
        "packing",
        "packed = 1",
        "packed = 2",
        "struct tight:",
        "size 6 here, 5 in C",
    ),
    (
        "alignment",
        "align = 16",
        "align = 8",
        "struct wide:",
        "alignment 8 here, 16 in C",
    ),
    (
        "bits of another place",
        "[0] >> 3) as u32",
        "[0] >> 2) as u32",
        "    fn u(",
        "in C",
    ),
    (
        "callback variadic",
        "*const u8, ...) -> i32]",
        "*const u8) -> i32]",
        "type callback",
        "...",
    ),
];

/// Each damage alone: seen, in its line and no other, in the right words.
pub(crate) fn seen() -> Result<(), Failed> {
    let small = Small::new()?;
    let mut failures = Vec::new();
    for (kind, from, to, marked, words) in SEEN {
        let (text, verdict, code) = small.damaged(kind, from, to)?;
        let line = text.lines().position(|it| it.starts_with(marked));
        let line = line.ok_or_else(|| format!("{kind}: no line {marked}"))? + 1;
        let ok = code == Some(1)
            && !verdict.findings.is_empty()
            && verdict
                .findings
                .iter()
                .any(|it| it.line as usize == line && it.message.contains(words))
            && verdict.findings.len() <= 4;
        if !ok {
            failures.push(format!(
                "{kind}, line {line}: {code:?}: {:?}",
                verdict.findings
            ));
        }
    }
    told(failures)
}

/// What is not seen is still not seen: else it need not be in the list.
pub(crate) fn unseen() -> Result<(), Failed> {
    let small = Small::new()?;
    let mut failures = Vec::new();
    let document = std::fs::read_to_string(support::root().join("docs/verify.md"))?;
    for (kind, from, to, reason) in UNSEEN {
        let (_, verdict, code) = small.damaged(kind, from, to)?;
        if code != Some(0) || !verdict.findings.is_empty() {
            failures.push(format!("{kind} is seen: {:?}", verdict.findings));
        }
        if !document.contains(&format!("| {kind} | {reason} |")) {
            failures.push(format!("docs/verify.md lacks: | {kind} | {reason} |"));
        }
    }
    told(failures)
}

/// Failures as one.
fn told(failures: Vec<String>) -> Result<(), Failed> {
    match failures.is_empty() {
        true => Ok(()),
        false => Err(failures.join("\n").into()),
    }
}

/// The small header with its module.
struct Small {
    /// Where they are.
    directory: tempfile::TempDir,
    /// The module.
    text: String,
}

impl Small {
    /// Writes the module, which is right.
    fn new() -> Result<Small, Failed> {
        let directory = tempfile::tempdir()?;
        std::fs::write(directory.path().join("small.h"), HEADER)?;
        let libclang = support::libclangs()?.remove(0);
        let text = support::output_of(
            support::quarry(env!("CARGO_BIN_EXE_quarry"), &libclang)
                .current_dir(directory.path())
                .arg("small.h")
                .arg(format!("--target={}", support::HOST)),
        )?;
        let small = Small { directory, text };
        let (verdict, code) = small.verdict(&small.text)?;
        match code == Some(0) && verdict.findings.is_empty() {
            true => Ok(small),
            false => Err(format!("undamaged: {:?}", verdict.findings).into()),
        }
    }

    /// The module with a damage, and what is said of it.
    fn damaged(
        &self,
        kind: &str,
        from: &str,
        to: &str,
    ) -> Result<(String, Verdict, Option<i32>), Failed> {
        let text = match from {
            "" => format!("{}\n{to}\n", self.text),
            from => self.text.replacen(from, to, 1),
        };
        if text == self.text {
            return Err(format!("{kind} changes nothing in\n{}", self.text).into());
        }
        let (verdict, code) = self.verdict(&text)?;
        Ok((text, verdict, code))
    }

    /// What is said of a text.
    fn verdict(&self, text: &str) -> Result<(Verdict, Option<i32>), Failed> {
        let path: &Path = self.directory.path();
        std::fs::write(path.join("m.pyrite"), text)?;
        let libclang = support::libclangs()?.remove(0);
        let run = support::run(
            support::quarry(env!("CARGO_BIN_EXE_quarry"), &libclang)
                .current_dir(path)
                .args(["verify", "m.pyrite", "--header=small.h", "--format=json"]),
        )?;
        let verdict = serde_json::from_str(&run.stdout)
            .map_err(|_| format!("no verdict, {:?}: {}", run.code, run.stderr))?;
        Ok((verdict, run.code))
    }
}
