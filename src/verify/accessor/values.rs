//! The test that people build into their own programs: C's bit-field and the methods, side by
//! side.

use std::fmt::Write;

use super::probes::literal;
use super::translate::{function, type_of};
use super::{Member, Number, Program, Subject, Wrong, lower, patterns};

/// C text for the bit-fields of a record.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Functions {
    /// The functions, each with a comment.
    pub text: String,
    /// The items, in order: each is one bit-field.
    pub items: Vec<Item>,
    /// Methods that have no meaning in C either, or are of another kind than C's type.
    pub wrong: Vec<Wrong>,
    /// Bit-fields that C cannot assign to: line of the module, and why.
    pub unchecked: Vec<(u32, String)>,
}

/// One bit-field that the test looks at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its number, from 1: what `quarry_check_values` returns.
    pub number: usize,
    /// The line of the module.
    pub line: u32,
    /// `flags.level`
    pub name: String,
}

/// The functions of a record that the module calls `name`; `first` is the number of the first
/// item, from 1.
pub fn functions(subject: &Subject<'_>, name: &str, first: usize) -> Functions {
    let mut functions = Functions::default();
    for (index, member) in subject.members.iter().enumerate() {
        let number = first.saturating_add(functions.items.len());
        match (member.getter, member.setter) {
            (None, None) => {}
            (getter, setter) => {
                let line = getter.or(setter).map_or(0, |it| it.position.line);
                if !(1..=64).contains(&member.width) {
                    let reason = format!("{} has {} bits", member.path, member.width);
                    functions.unchecked.push((line, reason));
                    continue;
                }
                if member.is_const {
                    let reason = format!("C cannot assign to {}, which is const", member.path);
                    functions.unchecked.push((line, reason));
                    continue;
                }
                match programs(member) {
                    Err(wrong) => functions.wrong.extend(wrong),
                    Ok(programs) => {
                        let item = Item {
                            number,
                            line,
                            name: format!("{name}.{}", member.path),
                        };
                        functions
                            .text
                            .push_str(&one(subject, index, &item, &programs));
                        functions.items.push(item);
                    }
                }
            }
        }
    }
    functions
}

/// The programs of both methods.
fn programs(member: &Member<'_>) -> Result<[Option<Program>; 2], Vec<Wrong>> {
    let mut wrong = Vec::new();
    let programs = [(member.getter, true), (member.setter, false)].map(|(method, gets)| {
        let program = lower(method?, &member.owner)
            .and_then(|it| super::check::kind(&it, gets, member.is_bool).map(|()| it));
        program.map_err(|it| wrong.push(it)).ok()
    });
    match wrong.is_empty() {
        true => Ok(programs),
        false => Err(wrong),
    }
}

/// `int quarry_check_values(void)`: 0, or the number of the first item that is wrong.
pub fn entry(items: &[Item]) -> String {
    let mut text = String::from(
        "/* Returns 0, or the number of the first bit-field whose methods are wrong. */\n\
         int quarry_check_values(void) {\n",
    );
    for Item { number, line, name } in items {
        let name = in_comment(name);
        let _ = writeln!(
            text,
            "    if (!quarry_values_{number}()) return {number}; /* line {line}: {name} */"
        );
    }
    text.push_str("    return 0;\n}\n");
    text
}

/// A name that does not end a comment.
fn in_comment(name: &str) -> String {
    name.replace("*/", "* /").replace("/*", "/ *")
}

/// The functions of one bit-field: its methods, and the test of both.
fn one(
    subject: &Subject<'_>,
    index: usize,
    item: &Item,
    [getter, setter]: &[Option<Program>; 2],
) -> String {
    let Some(member) = subject.members.get(index) else {
        return String::new();
    };
    let number = item.number;
    let mut text = format!("/* {number}: {} */\n", in_comment(&item.name));
    if let Some(getter) = getter {
        text.push_str(&function(getter, &format!("quarry_get_{number}")));
    }
    if let Some(setter) = setter {
        text.push_str(&function(setter, &format!("quarry_set_{number}")));
    }
    let ty = match setter.as_ref().or(getter.as_ref()) {
        Some(program) => program.ty,
        None => Number::Bool,
    };
    let (spelling, path, base) = (subject.spelling, &member.path, member.base);
    let name = type_of(ty);
    let mut values = patterns::values(member.width, member.signed);
    values.retain(|value| ty.has(*value));
    if setter.is_some() && !member.is_bool {
        values.extend(patterns::beyond(ty, member.width, member.signed));
    }
    let count = values.len();
    let values: Vec<String> = values.iter().map(|value| literal(*value)).collect();
    let _ = write!(
        text,
        "static int quarry_values_{number}(void) {{
    static const {name} values[] = {{ {} }};
    static {spelling} in_c, here;
    int index, fill;
    for (fill = 0; fill < 2; fill++) for (index = 0; index < {count}; index++) {{
        const {name} value = values[index];
        quarry_fault = 0;
        quarry_fill(&in_c, fill ? 255 : 0, sizeof in_c);
        quarry_fill(&here, fill ? 255 : 0, sizeof here);
        in_c.{path} = value;
",
        values.join(", ")
    );
    if let Some(getter) = getter {
        let _ = write!(
            text,
            "        {{
            const {} got = quarry_get_{number}((const unsigned char *)&in_c + {base});
            if (!quarry_same((quarry_u64)got, {}, (quarry_u64)in_c.{path}, {})) return 0;
        }}
",
            type_of(getter.ty),
            below("got", getter.ty.signed()),
            below(&format!("in_c.{path}"), member.signed)
        );
    }
    if setter.is_some() {
        let _ = writeln!(
            text,
            "        quarry_set_{number}((unsigned char *)&here + {base}, value);"
        );
        let paths = std::iter::once(path).chain(
            subject
                .neighbours(index)
                .into_iter()
                .map(|other| &other.path),
        );
        for path in paths {
            let _ = writeln!(text, "        if (here.{path} != in_c.{path}) return 0;");
        }
    }
    text.push_str("        if (quarry_fault) return 0;\n    }\n    return 1;\n}\n\n");
    text
}

/// Whether a value is below 0, as C; nothing is asked of a type that has no such values.
fn below(value: &str, signed: bool) -> String {
    match signed {
        true => format!("{value} < 0"),
        false => "0".to_owned(),
    }
}
