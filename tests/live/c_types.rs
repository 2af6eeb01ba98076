//! Random types of C: scalars, arrays, structures and unions, with their layout on this machine.

use std::fmt::Write as _;

use crate::support::numbers::Random;

/// A type of C.
#[derive(Debug, Clone)]
pub(crate) enum Type {
    /// What has a value of its own.
    Scalar(Scalar),
    /// `T x[N]`
    Array(Box<Type>, usize),
    /// `struct { … }`, `union { … }`
    Record(Record),
}

/// A scalar of C on this machine.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scalar {
    /// Its name, with a blank where C needs one before a declarator.
    pub(crate) name: &'static str,
    /// `sizeof`, and `_Alignof` too.
    pub(crate) bytes: usize,
    /// What Pyrite calls it.
    pub(crate) pyrite: &'static str,
}

/// A structure or union.
#[derive(Debug, Clone)]
pub(crate) struct Record {
    /// `union`
    pub(crate) is_union: bool,
    /// `__attribute__((packed))`
    pub(crate) is_packed: bool,
    /// Its members, with `__attribute__((aligned(n)))`.
    pub(crate) members: Vec<(String, Type, Option<usize>)>,
}

/// A scalar in a record, or a parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Leaf {
    /// How C names it: `.m0.x[1]`, `a0`.
    pub(crate) path: String,
    /// How many bytes it has.
    pub(crate) bytes: usize,
    /// `_Bool`: 0 and 1 are its only values.
    pub(crate) is_bool: bool,
    /// A number that a register may change when it has no value: a signalling NaN.
    pub(crate) is_float: bool,
}

/// Scalars that are no floating numbers.
const WHOLE: &[Scalar] = &[
    scalar("_Bool ", 1, "bool"),
    scalar("char ", 1, "i8"),
    scalar("signed char ", 1, "i8"),
    scalar("unsigned char ", 1, "u8"),
    scalar("short ", 2, "i16"),
    scalar("unsigned short ", 2, "u16"),
    scalar("int ", 4, "i32"),
    scalar("unsigned ", 4, "u32"),
    scalar("enum e ", 4, "e"),
    scalar("long ", 8, "i64"),
    scalar("unsigned long ", 8, "u64"),
    scalar("long long ", 8, "i64"),
    scalar("word ", 8, "word"),
    scalar("char *", 8, "*mut u8"),
    scalar("const void *", 8, "*const void"),
    scalar("callback ", 8, "callback"),
];

/// Floating numbers.
const FLOATS: &[Scalar] = &[scalar("float ", 4, "f32"), scalar("double ", 8, "f64")];

/// A scalar.
const fn scalar(name: &'static str, bytes: usize, pyrite: &'static str) -> Scalar {
    Scalar {
        name,
        bytes,
        pyrite,
    }
}

/// Which scalars a record has.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Mix {
    /// All kinds.
    Any,
    /// Floating numbers, as in a vector or a matrix.
    Floats,
    /// None of them.
    Whole,
}

impl Mix {
    /// A scalar.
    pub(crate) fn scalar(self, random: &mut Random) -> Scalar {
        let floats = match self {
            Mix::Any => 35,
            Mix::Floats => 100,
            Mix::Whole => 0,
        };
        let from = if random.chance(floats) { FLOATS } else { WHOLE };
        from[random.below(from.len() as u64) as usize]
    }
}

/// A random record, `depth` within others.
pub(crate) fn record(random: &mut Random, mix: Mix, depth: u32) -> Record {
    let is_union = random.chance(if depth == 0 { 6 } else { 15 });
    let count = 1 + random.below(if depth == 0 { 6 } else { 3 });
    let members = (0..count).map(|index| {
        let align = random.chance(4).then(|| 1 << random.below(5));
        (format!("m{index}"), member(random, mix, depth), align)
    });
    Record {
        is_union,
        members: members.collect(),
        is_packed: random.chance(8),
    }
}

/// The type of a member.
fn member(random: &mut Random, mix: Mix, depth: u32) -> Type {
    let array = |of: Type, random: &mut Random| {
        let count = 1 + random.below(4) as usize;
        Type::Array(Box::new(of), count)
    };
    match random.below(10) {
        0 | 1 => array(Type::Scalar(mix.scalar(random)), random),
        2 if depth < 2 => Type::Record(record(random, mix, depth + 1)),
        3 if depth < 2 => array(Type::Record(record(random, mix, depth + 1)), random),
        _ => Type::Scalar(mix.scalar(random)),
    }
}

impl Type {
    /// Its declaration with a name.
    fn declare(&self, name: &str) -> String {
        match self {
            Type::Scalar(scalar) => format!("{}{name}", scalar.name),
            Type::Array(element, length) => element.declare(&format!("{name}[{length}]")),
            Type::Record(record) => {
                let packed = match record.is_packed {
                    true => "__attribute__((packed)) ",
                    false => "",
                };
                format!("{} {packed}{{{} }} {name}", record.keyword(), record.body())
            }
        }
    }

    /// `sizeof` and `_Alignof` below `#pragma pack(most)`.
    pub(crate) fn layout(&self, most: usize) -> (usize, usize) {
        match self {
            Type::Scalar(scalar) => (scalar.bytes, scalar.bytes),
            Type::Array(element, length) => {
                let (size, align) = element.layout(most);
                (size * length, align)
            }
            Type::Record(record) => record.layout(most),
        }
    }

    /// Adds the scalars in it.
    pub(crate) fn leaves(&self, path: &str, leaves: &mut Vec<Leaf>) {
        match self {
            Type::Scalar(scalar) => leaves.push(scalar.leaf(path.to_owned())),
            Type::Array(element, length) => {
                for index in 0..*length {
                    element.leaves(&format!("{path}[{index}]"), leaves);
                }
            }
            Type::Record(record) => record.leaves(path, leaves),
        }
    }
}

impl Scalar {
    /// It, by a name.
    pub(crate) fn leaf(self, path: String) -> Leaf {
        Leaf {
            path,
            bytes: self.bytes,
            is_bool: self.name == "_Bool ",
            is_float: FLOATS.iter().any(|it| it.name == self.name),
        }
    }
}

impl Record {
    /// C's word for it.
    pub(crate) fn keyword(&self) -> &'static str {
        if self.is_union { "union" } else { "struct" }
    }

    /// Its members.
    pub(crate) fn body(&self) -> String {
        let mut body = String::new();
        for (name, ty, align) in &self.members {
            write!(body, " {}", ty.declare(name)).unwrap();
            if let Some(n) = align {
                write!(body, " __attribute__((aligned({n})))").unwrap();
            }
            body.push(';');
        }
        body
    }

    /// Takes all attributes away, also within.
    pub(crate) fn make_natural(&mut self) {
        self.is_packed = false;
        for (_, ty, align) in &mut self.members {
            *align = None;
            let mut inner = ty;
            while let Type::Array(element, _) = inner {
                inner = element;
            }
            if let Type::Record(record) = inner {
                record.make_natural();
            }
        }
    }

    /// Adds its size and alignment, and the offsets of all members, also within.
    pub(crate) fn places(&self, most: usize, base: usize, places: &mut Vec<usize>) {
        let (size, align) = self.layout(most);
        places.extend([size, align]);
        let mut end = 0_usize;
        for (_, ty, aligned) in &self.members {
            let (size, natural) = ty.layout(most);
            let own = self.alignment(natural, *aligned, most);
            let offset = if self.is_union {
                0
            } else {
                end.next_multiple_of(own)
            };
            end = offset + size;
            places.push(base + offset);
            let mut inner = ty;
            while let Type::Array(element, _) = inner {
                inner = element;
            }
            if let Type::Record(record) = inner {
                record.places(most, base + offset, places);
            }
        }
    }

    /// The alignment that a member has in it.
    fn alignment(&self, natural: usize, aligned: Option<usize>, most: usize) -> usize {
        let own = if self.is_packed { 1 } else { natural.min(most) };
        // The pragma limits `aligned` too.
        own.max(aligned.unwrap_or(1)).min(most)
    }

    /// `sizeof` and `_Alignof`, near enough to choose those that are small.
    pub(crate) fn layout(&self, most: usize) -> (usize, usize) {
        let (mut end, mut align) = (0_usize, 1);
        for (_, ty, aligned) in &self.members {
            let (size, natural) = ty.layout(most);
            let own = self.alignment(natural, *aligned, most);
            align = align.max(own);
            let offset = match self.is_union {
                true => 0,
                false => end.next_multiple_of(own),
            };
            end = end.max(offset + size);
        }
        (end.next_multiple_of(align), align)
    }

    /// Adds the scalars in it; of a union, those of its longest member.
    pub(crate) fn leaves(&self, path: &str, leaves: &mut Vec<Leaf>) {
        let longest = self.members.iter().max_by_key(|it| it.1.layout(16).0);
        for (name, ty, _) in &self.members {
            if !self.is_union || longest.is_some_and(|it| it.0 == *name) {
                ty.leaves(&format!("{path}.{name}"), leaves);
            }
        }
    }
}
