//! A judge's answers about a module's claims, in two rounds: what is wrong, then what exactly and
//! what C has instead.

use std::collections::BTreeMap;

use super::declare::integer_of;
use super::part::{Part, Subject, Under};
use super::sheet::{self, Detail};
use crate::decls::model::CType;
use crate::error::Error;
use crate::target::DataModel;
use crate::verdict::{Finding, Unchecked, Verdict};

/// An objection to a line of a C text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// The line of the text that was asked, from 1.
    pub line: u32,
    /// The compiler's message.
    pub message: String,
}

/// How a judge is asked.
type Ask<'a> = &'a mut dyn FnMut(&[&str]) -> Result<Vec<Vec<Complaint>>, Error>;

/// Has a judge decide all claims. `ask` hands it texts, each to stand behind the headers by
/// itself, and gives its objections to each; it can take `most` at a time.
///
/// # Errors
/// Those of `ask`, and [`Error::Judge`] where the objection is to no claim.
pub fn judge(
    subjects: &[Subject],
    (name, model): (&str, &DataModel),
    (most, ask): (usize, Ask<'_>),
) -> Result<Verdict, Error> {
    let mut verdict = Verdict::new("", "");
    verdict.judges.push(name.to_owned());
    for subject in subjects {
        if !matches!(subject.under, Some(Under::Undefined(_))) {
            for part in &subject.parts {
                verdict.count(part.aspect, 1);
            }
        }
    }
    let sheets = sheet::quick(subjects, most, model);
    let texts: Vec<&str> = sheets.iter().map(|it| it.text.as_str()).collect();
    let mut wrong = Vec::new();
    for (sheet, complaints) in sheets.iter().zip(ask(&texts)?) {
        for complaint in complaints {
            match sheet.asked.get(&complaint.line) {
                Some(index) => wrong.push(*index),
                None => return Err(refused(name, &complaint)),
            }
        }
    }
    wrong.sort_unstable();
    wrong.dedup();
    if wrong.is_empty() {
        return Ok(verdict);
    }
    let detailed = sheet::detailed(subjects, &wrong);
    let mut said: BTreeMap<(usize, usize), Said> = BTreeMap::new();
    let complaints = ask(&[&detailed.text])?.into_iter().flatten();
    for Complaint { line, message } in complaints {
        let Some(detail) = detailed.asked.get(&line) else {
            return Err(refused(name, &Complaint { line, message }));
        };
        let (subject, part) = detail.part();
        let said = said.entry((subject, part)).or_default();
        let place = match detail {
            Detail::Holds(..) => &mut said.holds,
            Detail::Asserted(..) => &mut said.asserted,
            Detail::Fails(..) => &mut said.fails,
            Detail::Shown(..) => &mut said.shown,
            Detail::Ours(..) => &mut said.ours,
            Detail::Again(..) => &mut said.again,
        };
        place.get_or_insert(message);
    }
    for ((index, at), said) in said {
        let (Some(subject), Some(message)) = (subjects.get(index), &said.holds) else {
            continue;
        };
        if said.asserted.is_none() {
            continue;
        }
        let Some(part) = subject.parts.get(at) else {
            continue;
        };
        // What is built in has no type that can be asked for, but it has been declared again.
        let is_compared = is_built_in(message) && part.is_declared_again();
        if is_compared && said.again.is_none() {
            continue;
        }
        match said.reason(message).filter(|_| !is_compared) {
            Some(reason) => verdict.unchecked.push(Unchecked {
                line: part.line,
                item: subject.item.clone(),
                reason: format!("{name}: {reason}"),
            }),
            None => verdict.findings.push(Finding {
                line: part.line,
                item: subject.item.clone(),
                message: both_sides(part, said.instead(model).as_deref(), message),
                judge: name.to_owned(),
            }),
        }
    }
    // Where C has no such thing at all, each claim fails for the one reason.
    verdict.findings.dedup_by(|next, kept| {
        next.item == kept.item && next.line == kept.line && next.message == kept.message
    });
    Ok(verdict)
}

/// What was said about one part.
#[derive(Debug, Default)]
struct Said {
    /// That it does not hold.
    holds: Option<String>,
    /// That it does not hold as an assertion either.
    asserted: Option<String>,
    /// That its opposite does not hold.
    fails: Option<String>,
    /// What C has.
    shown: Option<String>,
    /// What the module has.
    ours: Option<String>,
    /// That it cannot be declared as the module has it.
    again: Option<String>,
}

/// C's integers as compilers spell them.
const INTEGERS: [(CType, &[&str]); 11] = [
    (CType::Char, &["char"]),
    (CType::SChar, &["signed char"]),
    (CType::UChar, &["unsigned char"]),
    (CType::Short, &["short", "short int"]),
    (CType::UShort, &["unsigned short", "short unsigned int"]),
    (CType::Int, &["int"]),
    (CType::UInt, &["unsigned int"]),
    (CType::Long, &["long", "long int"]),
    (CType::ULong, &["unsigned long", "long unsigned int"]),
    (CType::LongLong, &["long long", "long long int"]),
    (
        CType::ULongLong,
        &["unsigned long long", "long long unsigned int"],
    ),
];

/// Why a type cannot be asked about.
const WITHIN: &str =
    "C declares a type of it within a parameter list, where nothing else can name it";

impl Said {
    /// What C has instead; of an integer, what it is on this target.
    fn instead(&self, model: &DataModel) -> Option<String> {
        let shown = self.shown.as_deref().and_then(actual)?;
        let integer = INTEGERS
            .iter()
            .find(|(_, words)| words.iter().any(|it| shown.trim_matches('`') == *it))
            .and_then(|(ty, _)| integer_of(ty, model));
        Some(match integer {
            Some((bits, true)) => format!("{shown} (i{bits})"),
            Some((bits, false)) => format!("{shown} (u{bits})"),
            None => shown,
        })
    }

    /// Why the judge cannot decide, although it objects.
    fn reason(&self, message: &str) -> Option<String> {
        if is_forbidden(message) {
            return Some(format!("it refuses every use: {message}"));
        }
        if self.fails.is_some() {
            return Some(format!("it cannot decide: {message}"));
        }
        // The headers do define it, or nothing would be claimed of it.
        let incomplete = ["incomplete type", "incomplete definition", "undefined type"];
        if incomplete.iter().any(|words| message.contains(words)) {
            return Some(WITHIN.to_owned());
        }
        let (ours, shown) = (self.ours.as_deref()?, self.shown.as_deref()?);
        if shown.contains("nullptr_t") {
            return Some("`nullptr_t` is a type of its own, represented as `void *`".to_owned());
        }
        let same = actual(ours).is_some_and(|it| actual(shown) == Some(it));
        let has_tag = ["struct ", "union ", "enum "]
            .iter()
            .any(|it| shown.contains(it));
        (same && has_tag).then(|| WITHIN.to_owned())
    }
}

impl Detail {
    /// The places of subject and part.
    fn part(self) -> (usize, usize) {
        match self {
            Detail::Holds(subject, part)
            | Detail::Asserted(subject, part)
            | Detail::Fails(subject, part)
            | Detail::Shown(subject, part)
            | Detail::Ours(subject, part)
            | Detail::Again(subject, part) => (subject, part),
        }
    }
}

/// The error of a compiler that objects to what nobody asked.
fn refused(name: &str, complaint: &Complaint) -> Error {
    Error::Judge {
        name: name.to_owned(),
        what: format!(
            "it objects to line {}: {}",
            complaint.line, complaint.message
        ),
    }
}

/// What the module says and what C has.
fn both_sides(part: &Part, instead: Option<&str>, message: &str) -> String {
    let Part { about, here, .. } = part;
    let (here, message) = (shortened(here), shortened(message));
    let about = match about.as_str() {
        "it" => "",
        about => &format!("{about} "),
    };
    match instead {
        Some(instead) => format!("{about}{here} here, {instead} in C"),
        None if is_plain(&message) || is_built_in(&message) => {
            format!("{about}{here} here, another in C")
        }
        None => format!("{about}{here} here; {message}"),
    }
}

/// Whether a message says no more than that a claim is wrong.
fn is_plain(message: &str) -> bool {
    [
        "negative",
        "static assertion failed",
        "static_assert failed",
    ]
    .iter()
    .any(|words| message.contains(words))
}

/// Whether a compiler has a function built in: it lets nobody ask for the type of such a one.
fn is_built_in(message: &str) -> bool {
    message.contains("builtin functions must be directly called")
}

/// Whether a compiler objects to the use of a thing rather than to a claim about it.
fn is_forbidden(message: &str) -> bool {
    is_built_in(message)
        || [
            "is unavailable",
            "declared with attribute unavailable",
            "poisoned",
        ]
        .iter()
        .any(|words| message.contains(words))
}

/// What C has, as the message about a selector without a fitting association shows it: a
/// number in digits, or the type behind a pointer.
fn actual(message: &str) -> Option<String> {
    let ty = quoted(message)?;
    if let Some(digits) = ty.strip_prefix("void (*)(char (*)[") {
        return number(digits);
    }
    // Of a declarator the pointer's own star is the innermost: `void (**)(int)`, `int (*)[3]`.
    let pointee = match ty.split_once("*)") {
        Some((before, after)) => match before.strip_suffix('(') {
            Some(before) => format!("{before}{after}"),
            None => format!("{}){after}", before.trim_end()),
        },
        None => ty.strip_suffix('*')?.trim_end().to_owned(),
    };
    Some(format!("`{}`", shortened(pointee.trim())))
}

/// A type for a message: typedefs that double with each step can make it any size.
fn shortened(text: &str) -> String {
    /// The most characters of a type that somebody reads.
    const MOST: usize = 300;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// The type in a message: what clang says the type is also known as, or else the first in quotes.
fn quoted(message: &str) -> Option<&str> {
    let between = |open: &str, close: &str| {
        let (_, rest) = message.split_once(open)?;
        rest.split_once(close).map(|(text, _)| text)
    };
    between("aka '", "'")
        .or_else(|| between("type '", "'"))
        .or_else(|| between("type \u{2018}", "\u{2019}"))
}

/// A number from the lengths of arrays: the sign, then eight digits to the base of 256, each one
/// more than it is.
fn number(digits: &str) -> Option<String> {
    let mut lengths = digits
        .split("(*)[")
        .map(|part| part.split(']').next().and_then(|it| it.parse::<u64>().ok()));
    let negative = lengths.next()?? == 2;
    let mut value = 0_u64;
    for length in lengths {
        value = (value << 8) | length?.checked_sub(1)?;
    }
    Some(if negative {
        value.cast_signed().to_string()
    } else {
        value.to_string()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_compilers_show() {
        let clang = |ty| format!("controlling expression type '{ty}' not compatible with any");
        let gcc = |ty| format!("\u{2018}_Generic\u{2019} selector of type \u{2018}{ty}\u{2019} is");
        let of = |text: String| actual(&text).unwrap_or_default();
        assert_eq!(of(clang("int *")), "`int`");
        assert_eq!(
            of(gcc("int (*)(const char *, ...)")),
            "`int (const char *, ...)`"
        );
        assert_eq!(of(gcc("char (*)[4]")), "`char [4]`");
        assert_eq!(
            of(clang("typeof (f) *' (aka 'void (*)(int)")),
            "`void (int)`"
        );
        assert_eq!(of(clang("void (*(*)(int))(char)")), "`void (*(int))(char)`");
        assert_eq!(of(clang("void (**)(char *)")), "`void (*)(char *)`");
        assert_eq!(of(clang("int (*const *)[3]")), "`int (*const)[3]`");
        assert_eq!(
            of(gcc("void (* (**)(int))(char)")),
            "`void (* (*)(int))(char)`"
        );
        let minus_two = "void (*)(char (*)[2], char (*)[256], char (*)[256], char (*)[256], \
                         char (*)[256], char (*)[256], char (*)[256], char (*)[256], char (*)[255])";
        assert_eq!(of(clang(minus_two)), "-2");
        let big = "void (*)(char (*)[1], char (*)[1], char (*)[1], char (*)[1], char (*)[1], \
                   char (*)[1], char (*)[1], char (*)[2], char (*)[5])";
        assert_eq!(of(gcc(big)), "260");
    }
}
