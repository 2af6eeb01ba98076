//! Types as texts, and what can be wrong with them.

use std::ops::Range;

use super::text::{closing, split};
use super::world::World;

/// Where in a type another one stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// It is the whole.
    Whole,
    /// Behind a pointer.
    Pointee,
    /// In an array.
    Element,
    /// What a callback takes.
    Parameter,
    /// What a callback gives.
    Result,
}

impl Part {
    /// For the name of a kind.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Part::Whole => "",
            Part::Pointee => ", pointee",
            Part::Element => ", element",
            Part::Parameter => ", callback's parameter",
            Part::Result => ", callback's result",
        }
    }
}

/// All types that a type is made of.
pub(crate) fn pieces(ty: &str) -> Vec<(Part, Range<usize>)> {
    let mut all = Vec::new();
    collect(ty, 0..ty.len(), Part::Whole, &mut all);
    all
}

/// Adds a type and those in it.
fn collect(ty: &str, range: Range<usize>, part: Part, all: &mut Vec<(Part, Range<usize>)>) {
    let text = &ty[range.clone()];
    let start = range.start;
    all.push((part, range.clone()));
    for word in ["*mut ", "*const "] {
        if text.starts_with(word) {
            collect(ty, start + word.len()..range.end, Part::Pointee, all);
        }
    }
    if text.starts_with('[') {
        let end = text.rfind(';').unwrap();
        collect(ty, start + 1..start + end, Part::Element, all);
    } else if text.starts_with("Option[") {
        collect(ty, start + 7..range.end - 1, part, all);
    } else if (text.starts_with("fn") || text.starts_with("extern ")) && text.contains('(') {
        let open = text.find('(').unwrap();
        let end = open + closing(&text[open..]);
        let mut at = open + 1;
        for parameter in split(&text[open + 1..end]) {
            let from = at + text[at..].find(&parameter).unwrap();
            at = from + parameter.len();
            if parameter != "..." {
                collect(ty, start + from..start + at, Part::Parameter, all);
            }
        }
        if let Some(result) = text[end..].find("-> ") {
            collect(ty, start + end + result + 3..range.end, Part::Result, all);
        }
    }
}

/// What a type is changed into; `None` where the change is not for it.
type Change = fn(&str, &World) -> Option<String>;

/// Integers and floats that are taken for others.
pub(crate) const SCALARS: [(&str, &str); 34] = [
    ("i8", "u8"),
    ("i8", "i16"),
    ("u8", "i8"),
    ("u8", "u16"),
    ("u8", "bool"),
    ("i16", "u16"),
    ("i16", "i8"),
    ("i16", "i32"),
    ("u16", "i16"),
    ("u16", "u8"),
    ("u16", "u32"),
    ("i32", "u32"),
    ("i32", "i16"),
    ("i32", "i64"),
    ("i32", "f32"),
    ("i32", "bool"),
    ("u32", "i32"),
    ("u32", "u16"),
    ("u32", "u64"),
    ("u32", "usize"),
    ("i64", "u64"),
    ("i64", "i32"),
    ("i64", "f64"),
    ("u64", "i64"),
    ("u64", "u32"),
    ("usize", "u32"),
    ("usize", "isize"),
    ("isize", "i32"),
    ("isize", "usize"),
    ("f32", "f64"),
    ("f32", "u32"),
    ("f64", "f32"),
    ("f64", "u64"),
    ("bool", "i32"),
];

/// The other changes of types.
pub(crate) const SHAPES: [(&str, Change); 20] = [
    ("const lost", |ty, _| replaced(ty, "*const ", "*mut ")),
    ("const added", |ty, _| replaced(ty, "*mut ", "*const ")),
    ("pointer level more", |ty, _| {
        ty.starts_with('*').then(|| format!("*mut {ty}"))
    }),
    ("pointer level less", |ty, _| {
        let rest = ty
            .strip_prefix("*mut ")
            .or_else(|| ty.strip_prefix("*const "))?;
        rest.starts_with('*').then(|| rest.to_owned())
    }),
    ("pointer as integer", |ty, _| {
        ty.starts_with('*').then(|| "usize".to_owned())
    }),
    ("integer as pointer", |ty, _| {
        (ty == "usize" || ty == "i64").then(|| "*mut void".to_owned())
    }),
    ("another structure behind it", |ty, world| {
        let rest = ty
            .strip_prefix("*mut ")
            .or_else(|| ty.strip_prefix("*const "))?;
        let other = world.other_record(rest)?;
        Some(ty.replace(rest, &other))
    }),
    ("structure as void", |ty, world| {
        let rest = ty
            .strip_prefix("*mut ")
            .or_else(|| ty.strip_prefix("*const "))?;
        world.is_record(rest).then(|| ty.replace(rest, "void"))
    }),
    ("void as structure", |ty, world| {
        let rest = ty.strip_suffix(" void")?;
        Some(format!("{rest} {}", world.records.first()?))
    }),
    ("structure as pointer to it", |ty, world| {
        world.is_complete(ty).then(|| format!("*mut {ty}"))
    }),
    ("pointer as the structure", |ty, world| {
        let rest = ty
            .strip_prefix("*mut ")
            .or_else(|| ty.strip_prefix("*const "))?;
        world.is_complete(rest).then(|| rest.to_owned())
    }),
    ("array longer", |ty, _| length(ty, 1)),
    ("array shorter", |ty, _| length(ty, -1)),
    ("array as pointer", |ty, _| {
        let (element, _) = ty.strip_prefix('[')?.rsplit_once(';')?;
        Some(format!("*mut {element}"))
    }),
    ("pointer as array", |ty, _| {
        let rest = ty
            .strip_prefix("*mut ")
            .or_else(|| ty.strip_prefix("*const "))?;
        (rest != "void" && rest.starts_with(['u', 'i', '*'])).then(|| format!("[{rest}; 4]"))
    }),
    ("callback as pointer to data", |ty, _| {
        ty.starts_with("Option[").then(|| "*mut void".to_owned())
    }),
    ("callback takes more", |ty, _| {
        callback(ty, |list, _| list.push("i32".to_owned()))
    }),
    ("callback takes less", |ty, _| {
        callback(ty, |list, _| {
            list.pop();
        })
    }),
    ("callback variadic", |ty, _| {
        callback(ty, |list, _| {
            match list.last().is_some_and(|it| it == "...") {
                true => {
                    list.pop();
                }
                false if list.is_empty() => {}
                false => list.push("...".to_owned()),
            }
        })
    }),
    ("callback gives another", |ty, _| {
        callback(ty, |_, result| {
            *result = if result == "void" { "i32" } else { "void" }.to_owned();
        })
    }),
];

/// A text with another start.
fn replaced(ty: &str, from: &str, to: &str) -> Option<String> {
    ty.strip_prefix(from).map(|rest| format!("{to}{rest}"))
}

/// An array of another length.
fn length(ty: &str, by: i64) -> Option<String> {
    let (element, length) = ty.strip_prefix('[')?.strip_suffix(']')?.rsplit_once("; ")?;
    // A length of 0 stands for one that C leaves open.
    let length: i64 = length.parse().ok().filter(|it| *it > 0)?;
    Some(format!("[{element}; {}]", length + by))
}

/// A callback with other parameters or another result.
fn callback(ty: &str, change: fn(&mut Vec<String>, &mut String)) -> Option<String> {
    let inner = ty.strip_prefix("Option[")?.strip_suffix(']')?;
    let open = inner.find('(')?;
    let end = open + closing(&inner[open..]);
    let mut list = split(&inner[open + 1..end]);
    let mut result = inner[end + 1..].trim().strip_prefix("-> ")?.to_owned();
    change(&mut list, &mut result);
    let changed = format!(
        "Option[{}({}) -> {result}]",
        &inner[..open],
        list.join(", ")
    );
    (changed != ty).then_some(changed)
}

/// Tries pieces of a type.
pub(crate) fn check_self() {
    let ty = "Option[fn(*mut [i32; 3], u8, ...) -> *const void]";
    let shown: Vec<(Part, &str)> = pieces(ty)
        .into_iter()
        .map(|(part, range)| (part, &ty[range]))
        .collect();
    assert_eq!(
        shown[1..],
        [
            (Part::Whole, "fn(*mut [i32; 3], u8, ...) -> *const void"),
            (Part::Parameter, "*mut [i32; 3]"),
            (Part::Pointee, "[i32; 3]"),
            (Part::Element, "i32"),
            (Part::Parameter, "u8"),
            (Part::Result, "*const void"),
            (Part::Pointee, "void"),
        ]
    );
    assert_eq!(length("[[u8; 3]; 2]", 1).unwrap(), "[[u8; 3]; 3]");
}
