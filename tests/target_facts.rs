//! `docs/targets.md`: what the C library of each target says of `struct stat`, `time_t`, `errno`
//! and others, from one merged module as its conditions select it; C compilers of each target must
//! agree. `QUARRY_TEST_WRITE=1` writes the page.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "target_facts/module.rs"]
mod module;
mod support;
#[path = "support/targets.rs"]
mod targets;
#[path = "target_facts/witness.rs"]
mod witness;
#[path = "support/zig.rs"]
mod zig;

use std::fmt::Write as _;

use module::Selected;
use quarry_bindgen::pyrite::{self, model::Module};
use quarry_bindgen::target::Target;

/// What stands above the tables.
const INTRODUCTION: &str = "\
# Targets

What C says on each target, as one merged module of these headers has it:

```sh
quarry bindgen HEADERS --target=@targets.txt -D__wasm_exception_handling__ --output=c.pyrite
```

The numbers are computed from the module's text, as `@cfg` selects it. A test makes this page, and
holds it against clang 19 on every target and against gcc where Debian has one. In bytes,
`8/4` a size and an alignment, `8 at 48` a member's size and offset. Where Pyrite has no word for an
alignment (`jmp_buf` on x86_64 Windows) a remark above the type says it. glibc and mingw-w64 are
Debian 12's, the other C libraries zig's.
";

/// The error numbers of the table.
const ERRORS: [&str; 10] = [
    "ENOENT",
    "EAGAIN",
    "EWOULDBLOCK",
    "EDEADLK",
    "ENAMETOOLONG",
    "ENOSYS",
    "ELOOP",
    "EOVERFLOW",
    "EADDRINUSE",
    "ETIMEDOUT",
];

/// One number: what the page says, and what C must say.
struct Fact {
    /// For the page.
    shown: String,
    /// For a compiler.
    conditions: Vec<String>,
}

/// A table: its title, what stands above its columns, and what is in each for a target.
struct Table {
    /// The title.
    title: &'static str,
    /// The columns.
    columns: Vec<&'static str>,
    /// A cell.
    cell: fn(&Selected<'_>, &str) -> Fact,
}

/// The tables.
fn tables() -> [Table; 3] {
    [
        Table {
            title: "Types",
            columns: vec![
                "long", "size_t", "wchar_t", "wint_t", "time_t", "off_t", "va_list", "jmp_buf",
                "fpos_t", "FILE",
            ],
            cell: ty,
        },
        Table {
            title: "`struct stat`",
            columns: vec!["struct stat", "st_mode", "st_ino", "st_size", "st_mtime"],
            cell: member,
        },
        Table {
            title: "`errno.h`",
            columns: ERRORS.to_vec(),
            cell: error,
        },
    ]
}

/// A type's size and, where it is no scalar, alignment.
fn ty(selected: &Selected<'_>, name: &str) -> Fact {
    let item = match name {
        "long" => "c_long",
        other => other,
    };
    let Some((size, align)) = selected.named(item) else {
        return Fact {
            shown: "opaque".to_owned(),
            conditions: Vec::new(),
        };
    };
    let mut conditions = vec![format!("sizeof({name}) == {size}")];
    let shown = match selected.is_signed(item) {
        Some(signed) => {
            let comparison = if signed { "<" } else { ">" };
            conditions.push(format!("({name})-1 {comparison} ({name})0"));
            format!("{}{}", if signed { "i" } else { "u" }, size * 8)
        }
        None => {
            conditions.push(format!("_Alignof({name}) == {align}"));
            format!("{size}/{align}")
        }
    };
    Fact { shown, conditions }
}

/// The structure or one of its members.
fn member(selected: &Selected<'_>, name: &str) -> Fact {
    if name == "struct stat" {
        let (size, align) = selected.named("stat_struct").expect("struct stat");
        return Fact {
            shown: format!("{size}/{align}"),
            conditions: vec![
                format!("sizeof(struct stat) == {size}"),
                format!("_Alignof(struct stat) == {align}"),
            ],
        };
    }
    // The time with its fraction, where there is one, begins with the seconds.
    let names: &[&str] = match name {
        "st_mtime" => &["st_mtim", "st_mtimespec", "st_mtime"],
        other => &[other],
    };
    let (offset, size) = selected.field("stat_struct", names).expect("a member");
    let mut conditions = vec![format!("offsetof(struct stat, {name}) == {offset}")];
    if names.len() == 1 {
        conditions.push(format!("sizeof(((struct stat *)0)->{name}) == {size}"));
    }
    Fact {
        shown: format!("{size} at {offset}"),
        conditions,
    }
}

/// An error number.
fn error(selected: &Selected<'_>, name: &str) -> Fact {
    let value = selected.value(name).expect("an error number");
    Fact {
        shown: value.to_string(),
        conditions: vec![format!("{name} == {value}")],
    }
}

/// The merged module.
fn merged() -> (String, Module) {
    let libclang = support::libclangs().unwrap().pop().unwrap();
    let mut command = support::quarry(env!("CARGO_BIN_EXE_quarry"), &libclang);
    command
        .args(witness::HEADERS)
        .arg("-D__wasm_exception_handling__")
        .args(targets::REAL.map(|it| format!("--target={it}")))
        .env("ZIG", zig::zig());
    let text = support::output_of(&mut command).unwrap();
    let module = pyrite::read(&text, None).unwrap();
    (text, module)
}

/// Where each target's headers are.
fn listed() -> serde_json::Value {
    let libclang = support::libclangs().unwrap().pop().unwrap();
    let mut command = support::quarry(env!("CARGO_BIN_EXE_quarry"), &libclang);
    command
        .args(["targets", "--format=json"])
        .args(targets::REAL.map(|it| format!("--target={it}")))
        .env("ZIG", zig::zig());
    let list = support::output_of(&mut command).unwrap();
    let list: serde_json::Value = serde_json::from_str(&list).unwrap();
    list["targets"].clone()
}

#[test]
fn the_page_is_what_compilers_say() {
    let ((text, module), listed) = (merged(), listed());
    let directory = tempfile::tempdir().unwrap();
    let headers = witness::HEADERS.join(" ");
    let mut page = INTRODUCTION.replace("HEADERS", &headers);
    let mut conditions = vec![Vec::new(); targets::REAL.len()];
    for table in tables() {
        let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
        let code = |name: &&str| format!("`{name}`");
        let titles: Vec<String> = table.columns.iter().map(code).collect();
        write!(page, "\n## {}\n\n", table.title).unwrap();
        page += &line(&[&["target".to_owned()], titles.as_slice()].concat());
        page += &format!("|{}\n", "---|".repeat(titles.len() + 1));
        for (triple, conditions) in targets::REAL.iter().zip(&mut conditions) {
            let target = Target::parse(triple).unwrap();
            let selected = Selected::of(&text, &module, &target);
            let mut cells = vec![(*triple).to_owned()];
            for column in &table.columns {
                let fact = (table.cell)(&selected, column);
                cells.push(fact.shown);
                conditions.extend(fact.conditions);
            }
            page += &line(&cells);
        }
    }
    let mut asked = 0;
    for (triple, conditions) in targets::REAL.iter().zip(&mut conditions) {
        let target = Target::parse(triple).unwrap();
        let mut all = listed.as_array().unwrap().iter();
        let listed = all.find(|it| it["triple"] == *triple).unwrap();
        asked += witness::ask(&target, listed, conditions, directory.path()).unwrap();
        conditions.push("sizeof(long) == 5".to_owned());
        let wrong = witness::ask(&target, listed, conditions, directory.path());
        assert!(wrong.is_err_and(|it| it.contains("sizeof(long) == 5")));
    }
    assert_eq!(asked, targets::REAL.len() + 8);
    let file = support::root().join("docs/targets.md");
    if std::env::var_os("QUARRY_TEST_WRITE").is_some() {
        std::fs::write(&file, &page).unwrap();
    }
    let known = std::fs::read_to_string(&file).unwrap_or_default();
    if known != page {
        let difference = support::first_difference(&known, &page);
        panic!("docs/targets.md: {difference}\nQUARRY_TEST_WRITE=1 writes it");
    }
}
