//! A module as assertions of C, for a compiler that has the header itself.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use quarry_bindgen::map::model::{ItemKind, Literal, Module};

use crate::layout;

/// A C compiler with the arguments that make it check and write nothing.
#[derive(Debug, Clone)]
pub(crate) struct Compiler {
    /// The program.
    pub(crate) program: &'static str,
    /// Target and include path.
    pub(crate) flags: Vec<String>,
}

/// What a compiler said: how much it was asked, and what it denies.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Verdict {
    /// Assertions on sizes, alignments and offsets.
    pub(crate) layouts: usize,
    /// Assertions on constants.
    pub(crate) constants: usize,
    /// The texts of those that failed.
    pub(crate) denied: Vec<String>,
}

/// Lets a compiler judge the records and integer constants of a module.
///
/// # Errors
/// The layout cannot be computed, or the compiler does not run.
pub(crate) fn judge(module: &Module, header: &str, compiler: &Compiler) -> Result<Verdict, String> {
    let mut verdict = Verdict::default();
    let mut lines = Vec::new();
    let mut hidden: BTreeSet<String> = BTreeSet::new();
    let layouts = layout::of_module(module)?;
    let spellings = spellings(module, header, compiler)?;
    let own = own_names(&spellings, &layouts, header, compiler)?;
    for (name, spelling) in spellings {
        let Some(computed) = layouts.get(&name) else {
            continue;
        };
        lines.push(format!("sizeof({spelling}) == {}", computed.size));
        lines.push(format!("_Alignof({spelling}) == {}", computed.align));
        for field in &computed.fields {
            let Some(mut member) = c_field(&field.name) else {
                continue;
            };
            if own.contains(&(name.clone(), field.name.clone())) {
                member.clone_from(&field.name);
            }
            hidden.insert(member.clone());
            let offset = format!("__builtin_offsetof({spelling}, {member})");
            lines.push(format!("{offset} == {}", field.offset));
            // Neither padding nor an equal size may hide a wrong width or sign.
            let value = format!("(({spelling} *)0)->{member}");
            if field.size > 0 {
                lines.push(format!("sizeof({value}) == {}", field.size));
            }
            if let Some(signed) = field.signed {
                let is_negative = u8::from(signed);
                // The comma takes `_Atomic` off.
                lines.push(format!(
                    "((__typeof__((0, {value})))-1 < 0) == {is_negative}"
                ));
            }
        }
    }
    verdict.layouts = lines.len();
    let suffixed: BTreeSet<&str> = module
        .items
        .iter()
        .filter_map(|item| item.c_name.as_deref())
        .collect();
    let mut constants = Vec::new();
    for item in &module.items {
        if let ItemKind::Constant(constant) = &item.kind
            && let Literal::Integer(value) = constant.value
        {
            let name = item.c_name.as_ref().unwrap_or(&item.name);
            let negative = u8::from(value < 0);
            let line = format!(
                "({name}) == {} && (({name}) < 0) == {negative}",
                c_integer(value)
            );
            // An enumerator that a macro hides: the macro is `N_macro`.
            if name == &item.name && suffixed.contains(name.as_str()) {
                hidden.insert(name.clone());
                lines.push(line);
            } else {
                constants.push(line);
            }
        }
    }
    verdict.constants = constants.len();
    let assert = |line: &String| format!("_Static_assert({line}, \"\");");
    let mut asserted: Vec<String> = constants.iter().map(assert).collect();
    // A macro may have the name of a member (libxml2 hides its globals so) or of a tag.
    // The word `defined` can be no macro.
    let hidden = hidden.into_iter().chain(names_of_records(module));
    for name in hidden.filter(|name| name != "defined") {
        asserted.push(format!("#undef {name}"));
        constants.push(name);
    }
    asserted.extend(lines.iter().map(assert));
    constants.extend(lines);
    let lines = constants;
    let wrong = wrong_lines(header, compiler, &asserted)?;
    // Once more as the length of an array, which may also be what no constant expression may be,
    // but is one in all but name: `(long)&((struct s *)0)->m`.
    for (line, text) in asserted.iter_mut().enumerate() {
        if wrong.contains(&line) {
            let claim = lines.get(line).map_or("0", String::as_str);
            *text = format!("extern char quarry_claim_{line}[({claim}) ? 1 : -1];");
        } else if !text.starts_with("#undef") {
            text.clear();
        }
    }
    if !wrong.is_empty() {
        for line in wrong_lines(header, compiler, &asserted)? {
            verdict.denied.extend(lines.get(line).cloned());
        }
    }
    Ok(verdict)
}

/// The fields, by record and name, that end in `_` in C too.
fn own_names(
    spellings: &[(String, String)],
    layouts: &BTreeMap<String, layout::Computed>,
    header: &str,
    compiler: &Compiler,
) -> Result<BTreeSet<(String, String)>, String> {
    let mut asked = Vec::new();
    for (name, spelling) in spellings {
        let fields = layouts.get(name).into_iter().flat_map(|it| &it.fields);
        for field in fields.filter(|it| c_field(&it.name).is_some_and(|c| c.len() < it.name.len()))
        {
            asked.push((name, spelling, &field.name));
        }
    }
    if asked.is_empty() {
        return Ok(BTreeSet::new());
    }
    let probes: Vec<String> = asked
        .iter()
        .enumerate()
        .map(|(i, (_, spelling, field))| {
            format!("enum {{ probe_{i} = sizeof((({spelling} *)0)->{field}) }};")
        })
        .collect();
    let wrong = wrong_lines(header, compiler, &probes)?;
    let own = asked.iter().enumerate().filter(|(i, _)| !wrong.contains(i));
    Ok(own
        .map(|(_, (name, _, field))| ((*name).clone(), (*field).clone()))
        .collect())
}

/// C's names of the records.
fn names_of_records(module: &Module) -> impl Iterator<Item = String> {
    let records = module
        .items
        .iter()
        .filter(|item| matches!(item.kind, ItemKind::Record(_)));
    records.map(|item| item.c_name.as_ref().unwrap_or(&item.name).clone())
}

/// Each record that C can name, with the way: `struct S` or `S`. The compiler decides; macros of
/// these names are out of its way.
fn spellings(
    module: &Module,
    header: &str,
    compiler: &Compiler,
) -> Result<Vec<(String, String)>, String> {
    let mut candidates = Vec::new();
    for item in &module.items {
        if let ItemKind::Record(record) = &item.kind {
            let name = item.c_name.as_ref().unwrap_or(&item.name);
            let tag = if record.is_union { "union" } else { "struct" };
            candidates.push((item.name.clone(), format!("{tag} {name}")));
            // Storage stands for a union, too, where the dialect has none.
            candidates.push((item.name.clone(), name.clone()));
        }
    }
    let probes: Vec<String> = candidates
        .iter()
        .enumerate()
        .map(|(i, (_, spelling))| format!("enum {{ probe_{i} = sizeof({spelling}) }};"))
        .collect();
    let hidden = names_of_records(module).map(|name| format!("#undef {name}"));
    let lines: Vec<String> = hidden.chain(probes).collect();
    let first = lines.len() - candidates.len();
    let wrong = wrong_lines(header, compiler, &lines)?;
    let mut found: Vec<(String, String)> = Vec::new();
    for (index, (name, spelling)) in candidates.into_iter().enumerate() {
        if !wrong.contains(&(first + index)) && found.last().is_none_or(|(last, _)| *last != name) {
            found.push((name, spelling));
        }
    }
    Ok(found)
}

/// The indexes of the lines that a compiler reports an error in, after including the header.
fn wrong_lines(header: &str, compiler: &Compiler, lines: &[String]) -> Result<Vec<usize>, String> {
    let dir = tempfile::tempdir().map_err(|e| e.to_string())?;
    let source = dir.path().join("assert.c");
    let include = match Path::new(header).is_absolute() {
        true => format!("#include \"{header}\""),
        false => format!("#include <{header}>"),
    };
    let text = format!("{include}\n{}\n", lines.join("\n"));
    fs::write(&source, text).map_err(|e| e.to_string())?;
    let mut command = Command::new(compiler.program);
    command.args(["-fsyntax-only", "-w", "-std=gnu11"]);
    // What C may not use is to be judged all the same.
    command.arg("-Dunavailable=deprecated");
    if compiler.program.contains("clang") {
        command.arg("-ferror-limit=0");
    }
    let run = crate::support::run(command.args(&compiler.flags).arg(&source))?;
    let mut wrong = Vec::new();
    for line in run.stderr.lines().filter(|line| line.contains("error: ")) {
        let number = line
            .split_once("assert.c:")
            .and_then(|(_, rest)| rest.split(':').next())
            .and_then(|number| number.parse::<usize>().ok())
            .and_then(|number| number.checked_sub(2))
            .ok_or_else(|| format!("{}: {line}", compiler.program))?;
        wrong.push(number);
    }
    if run.code != Some(0) && wrong.is_empty() {
        return Err(format!("{}: {}", compiler.program, run.stderr));
    }
    wrong.sort_unstable();
    wrong.dedup();
    Ok(wrong)
}

/// C's name of a field; nothing for padding, storage and anonymous members.
fn c_field(name: &str) -> Option<String> {
    let of_ours = ["_pad", "_bits", "anon"].iter().any(|prefix| {
        name.strip_prefix(prefix)
            .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()))
    });
    if of_ours || ["_data", "_opaque", "_empty"].contains(&name) {
        return None;
    }
    Some(match name.strip_suffix('_') {
        Some(word) if RENAMED.contains(&word) => word.to_owned(),
        _ => name.replace("_u24_", "$"),
    })
}

/// Words of Pyrite that a member of C may be called, whose field then ends in `_`.
const RENAMED: &[&str] = &[
    "False", "List", "None", "Option", "Self", "String", "True", "Vector", "and", "as", "assert",
    "bool", "borrow", "defer", "dyn", "elif", "extern", "fail", "false", "fn", "from", "impl",
    "import", "in", "inout", "isize", "let", "main", "match", "move", "mut", "not", "opaque", "or",
    "pass", "print", "pub", "self", "str", "take", "trait", "true", "try", "type", "uint",
    "unsafe", "usize", "var", "where", "with", "i8", "i16", "i32", "i64", "u8", "u16", "u32",
    "u64", "f32", "f64",
];

/// An integer as a literal of C of a type that holds it.
fn c_integer(value: i128) -> String {
    match i64::try_from(value) {
        Ok(i64::MIN) => "(-9223372036854775807LL - 1)".to_owned(),
        Ok(value) => format!("{value}LL"),
        Err(_) => format!("{value}ULL"),
    }
}
