//! The sheets of the first round: whether each subject is right as a whole, in as few words of C as
//! possible, because compilers take their time for each.

use std::fmt::Write;
use std::thread;

use super::{Sheet, asserted, folded, write};
use crate::target::{DataModel, Scalar};
use crate::verify::part::{Part, Subject, Test, integer};

/// How many claims stand in one assertion, at most: compilers recurse with its length.
const CLAIMS: usize = 200;

/// Sheets that ask as quickly as possible whether each subject is right as a whole; a line
/// asks about the subject of that place. There are two where `most` allows it.
pub fn quick(subjects: &[Subject], most: usize, model: &DataModel) -> Vec<Sheet<usize>> {
    let all: usize = subjects.iter().map(weight).sum();
    if most < 2 {
        return vec![quick_of(subjects.iter().enumerate(), model)];
    }
    let mut before = 0;
    let half = subjects
        .iter()
        .position(|it| {
            before += weight(it);
            before > all / 2
        })
        .unwrap_or(0);
    let (numbered, other) = (subjects.iter().enumerate(), subjects.iter().enumerate());
    let (first, second) = (numbered.take(half), other.skip(half));
    thread::scope(|scope| {
        let thread = scope.spawn(|| quick_of(second.clone(), model));
        let first = quick_of(first, model);
        let made = thread.join();
        vec![
            first,
            made.unwrap_or_else(|_| quick_of(second.clone(), model)),
        ]
    })
}

/// About how long a compiler takes for a subject: for its words, and for the line.
fn weight(subject: &Subject) -> usize {
    /// What a line takes, in characters.
    const LINE: usize = 60;
    let of = |part: &Part| match &part.test {
        Test::Equal { expression, .. } => expression.len(),
        Test::Same { subject, ty, .. } => subject.len() + ty.len(),
        Test::Text { name, literal, .. } => name.len() + literal.len(),
        Test::Holds { condition, .. } => condition.len(),
    };
    LINE + subject.parts.iter().map(of).sum::<usize>()
}

/// One quick sheet.
fn quick_of<'s>(
    subjects: impl Iterator<Item = (usize, &'s Subject)> + Clone,
    model: &DataModel,
) -> Sheet<usize> {
    let suffix = size_suffix(model);
    write(subjects, |sheet, index, subject| {
        if let Some(line) = text(&subject.parts, sheet.lines) {
            return sheet.ask(&line, index);
        }
        let again = match subject.parts.as_slice() {
            [part] => part.again().filter(|(name, _)| may_be_built_in(name)),
            _ => None,
        };
        if let Some((name, line)) = &again {
            sheet.line(&format!("#if quarry_built_in({name})"));
            sheet.ask(line, index);
            sheet.line("#else");
        }
        let short = Short::of(&subject.parts, sheet.lines);
        if let Some(short) = &short {
            sheet.ask(&short.declaration(), index);
        }
        for parts in subject.parts.chunks(CLAIMS) {
            let mut condition = joined(parts, suffix);
            if let Some(short) = &short {
                condition = short.shortened(&condition);
            }
            let is_folded = parts.iter().any(|part| part.test.is_folded());
            let line = if is_folded || subject.of_macro && may_be_folded(&condition) {
                folded(&condition, sheet.lines)
            } else if parts.len() > PAIR {
                as_width(&condition, sheet.lines)
            } else {
                asserted(&condition)
            };
            sheet.ask(&line, index);
        }
        if again.is_some() {
            sheet.line("#endif");
        }
    })
}

/// Whether a compiler may have a function built in that is not of the C library. Where one of
/// another name is, the second round asks about it.
fn may_be_built_in(name: &str) -> bool {
    name.starts_with('_')
}

/// Whether a macro may be constant in all but name, as sizes that are made of addresses are.
fn may_be_folded(condition: &str) -> bool {
    condition.contains("), unsigned long")
}

/// How many claims an assertion is cheaper for than [`as_width`].
const PAIR: usize = 2;

/// A condition as the width of a bit-field, which may not be 0 where it has a name. A compiler looks
/// at the operands of an assertion once more, for what it could warn of.
fn as_width(condition: &str, name: u32) -> String {
    let name = name.to_string();
    ["struct quarry_", &name, " { int quarry:", condition, "; };"].concat()
}

/// The line that asks whether a macro is a string literal: two names of one symbol have to be the
/// same, which a compiler sees much sooner than that two arrays are. `None` for an empty one, which
/// is no symbol.
fn text(parts: &[Part], name: u32) -> Option<String> {
    match &parts.first()?.test {
        Test::Text {
            name: of,
            literal,
            size: size @ 2..,
        } => Some(format!(
            "quarry_text(quarry_{name}, {of}, {literal}, {size});"
        )),
        Test::Text { .. } | Test::Equal { .. } | Test::Same { .. } | Test::Holds { .. } => None,
    }
}

/// What makes a number as wide as C's `size_t`, so that a compiler need not convert it.
fn size_suffix(model: &DataModel) -> &'static str {
    let of = |scalar: Scalar| scalar.size == model.pointer.size;
    match (of(model.int), of(model.long)) {
        (true, _) => "U",
        (false, true) => "UL",
        (false, false) => "ULL",
    }
}

/// Claims as one condition. What a macro is, and of which type, is one comparison: a selection
/// without the type is an error. A `*` has clang look at each operand once; with `&&` it decides at
/// each what all those before it come to, and for `&` it looks for a confusion with that.
fn joined(parts: &[Part], size_suffix: &str) -> String {
    if let [is, has] = parts
        && let Test::Equal { expression, value } = &is.test
        && let Test::Holds { condition, .. } = &has.test
        && let Some(types) = condition.strip_prefix("_Generic(")
        && let Some(types) = types.strip_prefix(expression.as_str())
        && let Some(types) = types.strip_prefix(", ")
        && let Some(types) = types.strip_suffix(", default: 0)")
    {
        let types = types.replace(": 1", &[": ", &integer(*value)].concat());
        return ["_Generic(", expression, ", ", &types, ") == ", expression].concat();
    }
    if let [part] = parts {
        return part.test.condition();
    }
    let mut all = String::with_capacity(parts.len() * 64);
    for part in parts {
        if !all.is_empty() {
            all.push_str(" * ");
        }
        match size(&part.test) {
            Some((expression, value)) => {
                let _ = write!(all, "({expression} == {value}{size_suffix})");
            }
            None => part.test.write_operand(&mut all),
        }
    }
    all
}

/// An expression that is of type `size_t` as it stands, and its value.
fn size(test: &Test) -> Option<(&str, i128)> {
    const OPERATORS: [&str; 3] = ["sizeof(", "_Alignof(", "__builtin_offsetof("];
    match test {
        Test::Equal { expression, value } => {
            let is_size = OPERATORS.iter().any(|it| expression.starts_with(it));
            (is_size && *value >= 0).then_some((expression, *value))
        }
        Test::Same { .. } | Test::Text { .. } | Test::Holds { .. } => None,
    }
}

/// A record's own names in the claims about its members, which are shorter than C's.
struct Short<'p> {
    /// How C spells the record.
    ty: &'p str,
    /// How its members are reached: `((struct s *)0)->`.
    path: &'p str,
    /// What one of the record is called; its type has a `t` more.
    name: String,
}

impl<'p> Short<'p> {
    /// `None` where the claims are about fewer than two members.
    fn of(parts: &'p [Part], name: u32) -> Option<Short<'p>> {
        const ARROW: &str = " *)0)->";
        let mut members = parts.iter().filter_map(|part| match &part.test {
            Test::Same { subject, .. } => {
                let subject = subject.strip_prefix("__typeof__(")?;
                let end = subject.rfind(ARROW)?;
                let ty = subject.get(..end)?.strip_prefix("((")?;
                Some((subject.get(..end + ARROW.len())?, ty))
            }
            Test::Equal { .. } | Test::Text { .. } | Test::Holds { .. } => None,
        });
        let first = members.next()?;
        members.any(|other| other == first).then(|| Short {
            ty: first.1,
            path: first.0,
            name: format!("quarry_{name}"),
        })
    }

    /// The names' declaration.
    fn declaration(&self) -> String {
        let Short { ty, name, .. } = self;
        format!("typedef {ty} {name}t; extern {name}t {name};")
    }

    /// A condition with these names.
    fn shortened(&self, condition: &str) -> String {
        let Short { ty, path, name } = self;
        condition
            .replace(path, &format!("{name}."))
            .replace(&format!("({ty})"), &format!("({name}t)"))
            .replace(&format!("({ty}, "), &format!("({name}t, "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::Aspect;

    /// A claim.
    fn part(test: Test) -> Part {
        Part {
            line: 1,
            aspect: Aspect::FieldType,
            about: String::new(),
            here: String::new(),
            test,
        }
    }

    /// The claim that something has a type.
    fn same(subject: &str) -> Part {
        part(Test::Same {
            subject: subject.to_owned(),
            ty: "int".to_owned(),
            also: Vec::new(),
        })
    }

    /// The claim that an expression has a value.
    fn equal(expression: &str, value: i128) -> Part {
        part(Test::Equal {
            expression: expression.to_owned(),
            value,
        })
    }

    /// The lines that ask about a subject with these claims.
    fn lines(parts: Vec<Part>) -> Vec<String> {
        let subject = Subject {
            line: 1,
            item: "struct s".to_owned(),
            parts,
            of_macro: false,
            under: None,
        };
        let sheets = quick(&[subject], 1, &DataModel::lp64());
        let sheet = sheets
            .first()
            .map(|sheet| (sheet.text.lines(), &sheet.asked));
        let (text, asked) = sheet.unwrap_or_else(|| unreachable!("there is one"));
        let numbered = (1..).zip(text);
        let asked = numbered.filter(|(line, _)| asked.contains_key(line));
        asked.map(|(_, text)| text.to_owned()).collect()
    }

    #[test]
    fn a_record_has_short_names() {
        let ty = "__typeof__(((struct s *)0)->d)";
        let of = |member: &str| same(&format!("__typeof__((({ty} *)0)->{member})"));
        let asked = lines(vec![
            equal(&format!("sizeof({ty})"), 8),
            equal(&format!("__builtin_offsetof({ty}, a)"), 0),
            of("a"),
            of("b"),
        ]);
        let [names, claims] = asked.as_slice() else {
            unreachable!("{asked:?}")
        };
        let name = names.rsplit_once(' ').map(|(_, name)| name);
        let name = name.unwrap_or_default().trim_end_matches(';');
        assert_eq!(
            *names,
            format!("typedef {ty} {name}t; extern {name}t {name};")
        );
        let is = |member| format!("__builtin_types_compatible_p(__typeof__({name}.{member}), int)");
        let claimed = format!(
            "(sizeof({name}t) == 8UL) * (__builtin_offsetof({name}t, a) == 0UL) * {} * {}; }};",
            is("a"),
            is("b")
        );
        let (_, width) = claims.split_once(" { int quarry:").unwrap_or_default();
        assert_eq!(width, claimed);
    }

    #[test]
    fn one_member_is_not_worth_a_name() {
        let subject = "__typeof__(((struct s *)0)->a)";
        let claim = format!("__builtin_types_compatible_p({subject}, int)");
        assert_eq!(
            lines(vec![same(subject)]),
            [format!("_Static_assert({claim}, \"\");")]
        );
    }

    #[test]
    fn a_difference_of_sizes_may_be_negative() {
        let expression = "(long)__builtin_offsetof(struct s, a) - 8";
        assert_eq!(
            lines(vec![equal(expression, -8), equal("sizeof(struct s)", 8)]),
            [format!(
                "_Static_assert(({expression} == -8) * (sizeof(struct s) == 8UL), \"\");"
            )]
        );
    }

    #[test]
    fn a_text_is_two_names_of_one_symbol() {
        let text = |literal: &str, size| {
            let test = Test::Text {
                name: "T".to_owned(),
                literal: literal.to_owned(),
                size,
            };
            lines(vec![part(test)]).concat()
        };
        let asked = text("\"a\"", 2);
        assert!(asked.starts_with("quarry_text(quarry_"), "{asked}");
        assert!(asked.ends_with(", T, \"a\", 2);"), "{asked}");
        // No symbol has an empty name.
        let asked = text("\"\"", 1);
        assert!(asked.contains("__builtin_memcmp(T, \"\", 1)"), "{asked}");
    }

    #[test]
    fn a_macro_has_its_value_in_one_of_its_types() {
        let types = Test::Holds {
            condition: "_Generic((M), int: 1, long: 1, default: 0)".to_owned(),
            shown: String::new(),
            is_folded: false,
        };
        assert_eq!(
            lines(vec![equal("(M)", 3), part(types)]),
            ["_Static_assert(_Generic((M), int: 3, long: 3) == (M), \"\");"]
        );
    }
}
