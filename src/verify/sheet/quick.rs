//! The sheets of the first round: whether each subject is right as a whole, in as few words of C as
//! possible, because compilers take their time for each.

use std::thread;

use super::{Sheet, folded, write};
use crate::verify::part::{Part, Subject, Test};

/// How many claims stand in one assertion, at most: compilers recurse with its length.
const CLAIMS: usize = 200;

/// Sheets that ask as quickly as possible whether each subject is right as a whole; a line
/// asks about the subject of that place. There are two where `most` allows it.
pub fn quick(subjects: &[Subject], most: usize) -> Vec<Sheet<usize>> {
    let all: usize = subjects.iter().map(weight).sum();
    if most < 2 {
        return vec![quick_of(subjects.iter().enumerate())];
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
        let thread = scope.spawn(|| quick_of(second.clone()));
        let first = quick_of(first);
        let second = thread.join().unwrap_or_else(|_| quick_of(second.clone()));
        vec![first, second]
    })
}

/// About how long a compiler takes for a subject: for its words, and for the line.
fn weight(subject: &Subject) -> usize {
    /// What a line takes, in characters.
    const LINE: usize = 60;
    let of = |part: &Part| match &part.test {
        Test::Equal { expression, .. } => expression.len(),
        Test::Same { subject, ty, .. } => subject.len() + ty.len(),
        Test::Holds { condition, .. } => condition.len(),
    };
    LINE + subject.parts.iter().map(of).sum::<usize>()
}

/// One quick sheet.
fn quick_of<'s>(subjects: impl Iterator<Item = (usize, &'s Subject)> + Clone) -> Sheet<usize> {
    write(subjects, |sheet, index, subject| {
        let again = match subject.parts.as_slice() {
            [part] => part.again().filter(|(name, _)| may_be_built_in(name)),
            _ => None,
        };
        if let Some((name, line)) = &again {
            sheet.line(&format!("#if quarry_built_in({name})"));
            sheet.ask(line, index);
            sheet.line("#else");
        }
        let shorter = reached(&subject.parts).map(|(path, ty)| {
            let pointer = format!("quarry_{}", sheet.lines);
            sheet.ask(&format!("extern {ty} *{pointer};"), index);
            (path, format!("{pointer}->"))
        });
        for parts in subject.parts.chunks(CLAIMS) {
            let mut condition = joined(parts);
            if let Some((path, pointer)) = &shorter {
                condition = condition.replace(path, pointer);
            }
            let is_folded = parts.iter().any(|part| part.test.is_folded());
            let line = match is_folded || subject.of_macro && may_be_folded(&condition) {
                true => folded(&condition, sheet.lines),
                false => format!("_Static_assert({condition}, \"\");"),
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

/// Claims as one condition. A macro is expanded once less where its value stands in the place of
/// its only type. A `&` has clang look at each operand once; with `&&` it decides at each what all
/// those before it come to.
fn joined(parts: &[Part]) -> String {
    if let [value, ty] = parts
        && let Test::Equal { expression, .. } = &value.test
        && let Test::Holds { condition, .. } = &ty.test
        && let Some(types) = condition.strip_prefix(&format!("_Generic({expression}, "))
        && let Some((only, default)) = types.split_once(": 1, default")
        && !only.contains(": 1")
    {
        let value = value.test.condition();
        return format!("_Generic({expression}, {only}: {value}, default{default}");
    }
    if let [part] = parts {
        return part.test.condition();
    }
    let mut all = String::with_capacity(parts.len() * 64);
    for part in parts {
        if !all.is_empty() {
            all.push_str(" & ");
        }
        part.test.write_operand(&mut all);
    }
    all
}

/// How members of a record are reached in its claims: `((struct s *)0)->`, and what that is of;
/// `None` where fewer than two are.
fn reached(parts: &[Part]) -> Option<(&str, &str)> {
    const ARROW: &str = " *)0)->";
    let mut members = parts.iter().filter_map(|part| match &part.test {
        Test::Same { subject, .. } => {
            let subject = subject.strip_prefix("__typeof__(")?;
            let end = subject.rfind(ARROW)?;
            let ty = subject.get(..end)?.strip_prefix("((")?;
            Some((subject.get(..end + ARROW.len())?, ty))
        }
        Test::Equal { .. } | Test::Holds { .. } => None,
    });
    let first = members.next()?;
    members.any(|other| other == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::Aspect;

    /// The claim that something has a type.
    fn same(subject: &str) -> Part {
        Part {
            line: 1,
            aspect: Aspect::FieldType,
            about: String::new(),
            here: String::new(),
            test: Test::Same {
                subject: subject.to_owned(),
                ty: "int".to_owned(),
                also: Vec::new(),
            },
        }
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
        let sheets = quick(&[subject], 1);
        let sheet = sheets
            .first()
            .map(|sheet| (sheet.text.lines(), &sheet.asked));
        let (text, asked) = sheet.unwrap_or_else(|| unreachable!("there is one"));
        let numbered = (1..).zip(text);
        let asked = numbered.filter(|(line, _)| asked.contains_key(line));
        asked.map(|(_, text)| text.to_owned()).collect()
    }

    #[test]
    fn members_are_reached_through_one_pointer() {
        let ty = "__typeof__(((struct s *)0)->d)";
        let of = |member: &str| same(&format!("__typeof__((({ty} *)0)->{member})"));
        let asked = lines(vec![of("a"), of("b")]);
        let [pointer, claims] = asked.as_slice() else {
            unreachable!("{asked:?}")
        };
        let name = pointer
            .rsplit_once('*')
            .map(|(_, name)| name.trim_end_matches(';'));
        let name = name.unwrap_or_default();
        assert_eq!(*pointer, format!("extern {ty} *{name};"));
        let is =
            |member| format!("__builtin_types_compatible_p(__typeof__({name}->{member}), int)");
        assert_eq!(
            *claims,
            format!("_Static_assert({} & {}, \"\");", is("a"), is("b"))
        );
    }

    #[test]
    fn one_member_is_not_worth_a_pointer() {
        let subject = "__typeof__(((struct s *)0)->a)";
        let claim = format!("__builtin_types_compatible_p({subject}, int)");
        assert_eq!(
            lines(vec![same(subject)]),
            [format!("_Static_assert({claim}, \"\");")]
        );
    }
}
