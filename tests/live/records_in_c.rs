//! Random records in C, with functions that take and return them by value.
//!
//! What C says of a member is its path, `.m0.x[1]`, and its bytes.

use std::fmt::Write as _;

use crate::support::numbers::Random;

/// A type of C.
#[derive(Debug, Clone)]
enum Type {
    /// What has a value of its own.
    Scalar(Scalar),
    /// `T x[N]`
    Array(Box<Type>, usize),
    /// `struct { … }`, `union { … }`
    Record(Record),
}

/// A scalar of C on this machine.
#[derive(Debug, Clone, Copy)]
struct Scalar {
    /// Its name, with a blank where C needs one before a declarator.
    name: &'static str,
    /// `sizeof`, and `_Alignof` too.
    bytes: usize,
}

/// A structure or union.
#[derive(Debug, Clone)]
struct Record {
    /// `union`
    is_union: bool,
    /// `__attribute__((packed))`
    is_packed: bool,
    /// Its members, with `__attribute__((aligned(n)))`.
    members: Vec<(String, Type, Option<usize>)>,
}

/// One record with its functions.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    /// `s0`, `s1`, …: the functions are `take_s0`, `make_s0`, `turn_s0`.
    pub(crate) name: String,
    /// What it is, for C.
    record: Record,
    /// `#pragma pack(n)`, which reaches the records within.
    pack: Option<usize>,
    /// `__attribute__((aligned(n)))`
    align: Option<usize>,
    /// A member beyond what the others have.
    special: Option<&'static str>,
    /// Parameters of `take_…` before and after the record.
    neighbours: [Vec<Scalar>; 2],
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
    Scalar {
        name: "_Bool ",
        bytes: 1,
    },
    Scalar {
        name: "char ",
        bytes: 1,
    },
    Scalar {
        name: "signed char ",
        bytes: 1,
    },
    Scalar {
        name: "unsigned char ",
        bytes: 1,
    },
    Scalar {
        name: "short ",
        bytes: 2,
    },
    Scalar {
        name: "unsigned short ",
        bytes: 2,
    },
    Scalar {
        name: "int ",
        bytes: 4,
    },
    Scalar {
        name: "unsigned ",
        bytes: 4,
    },
    Scalar {
        name: "enum e ",
        bytes: 4,
    },
    Scalar {
        name: "long ",
        bytes: 8,
    },
    Scalar {
        name: "unsigned long ",
        bytes: 8,
    },
    Scalar {
        name: "long long ",
        bytes: 8,
    },
    Scalar {
        name: "word ",
        bytes: 8,
    },
    Scalar {
        name: "char *",
        bytes: 8,
    },
    Scalar {
        name: "const void *",
        bytes: 8,
    },
    Scalar {
        name: "callback ",
        bytes: 8,
    },
];

/// Floating numbers.
const FLOATS: &[Scalar] = &[
    Scalar {
        name: "float ",
        bytes: 4,
    },
    Scalar {
        name: "double ",
        bytes: 8,
    },
];

/// What the header begins with.
const PRELUDE: &str = "enum e { E_A = -1, E_B = 1 };\ntypedef unsigned long word;\n\
    typedef int (*callback)(int);\n";

/// What the file with the functions begins with: `put` writes a name and bytes to the end of a text.
const PUT: &str = "#include <stdio.h>\n#include <string.h>\n\
    static void put(char *seen, const char *name, const void *from, unsigned long size) {\n\
    \x20   seen += strlen(seen);\n    seen += sprintf(seen, \"%s=\", name);\n\
    \x20   for (unsigned long i = 0; i < size; i++)\n\
    \x20       seen += sprintf(seen, \"%02x\", ((const unsigned char *)from)[i]);\n\
    \x20   strcpy(seen, \"\\n\");\n}\n";

/// Which scalars a record has.
#[derive(Debug, Clone, Copy)]
enum Mix {
    /// All kinds.
    Any,
    /// Floating numbers, as in a vector or a matrix.
    Floats,
    /// None of them.
    Whole,
}

impl Mix {
    /// A scalar.
    fn scalar(self, random: &mut Random) -> Scalar {
        let floats = match self {
            Mix::Any => 35,
            Mix::Floats => 100,
            Mix::Whole => 0,
        };
        let from = if random.chance(floats) { FLOATS } else { WHOLE };
        from[random.below(from.len() as u64) as usize]
    }
}

impl Case {
    /// A random record of at most 64 bytes.
    pub(crate) fn new(random: &mut Random, index: usize) -> Case {
        let room = match random.below(8) {
            0..=3 => 16,
            4 | 5 => 32,
            _ => 64,
        };
        let mix = match random.below(6) {
            0 => Mix::Floats,
            1 => Mix::Whole,
            _ => Mix::Any,
        };
        loop {
            let case = Case {
                name: format!("s{index}"),
                record: record(random, mix, 0),
                pack: random.chance(8).then(|| 1 << random.below(3)),
                align: random.chance(6).then(|| 1 << random.below(5)),
                special: match random.below(40) {
                    0 => Some("int bits : 5;"),
                    1 => Some("long double wide;"),
                    _ => None,
                },
                neighbours: [8, 4].map(|most| {
                    let count = random.below(most);
                    (0..count).map(|_| Mix::Any.scalar(random)).collect()
                }),
            };
            let (size, align) = case.record.layout(case.pack.unwrap_or(16));
            let align = align.max(case.align.unwrap_or(1));
            if (1..=room).contains(&size.next_multiple_of(align)) {
                return case;
            }
        }
    }

    /// Why it may stay behind: the text passes by value what C's natural rules lay out.
    pub(crate) fn is_unusual(&self) -> Option<&'static str> {
        let mut natural = self.clone();
        natural.record.make_natural();
        let (mut own, mut others) = (Vec::new(), Vec::new());
        self.record.places(self.pack.unwrap_or(16), 0, &mut own);
        natural.record.places(16, 0, &mut others);
        let is_aligned = self
            .align
            .is_some_and(|n| n > self.record.layout(self.pack.unwrap_or(16)).1);
        match self.special {
            Some(special) if special.contains(':') => Some("a bit-field"),
            Some(_) => Some("long double"),
            None if own != others || is_aligned => Some("packed or aligned"),
            None => None,
        }
    }

    /// The C of the record, for a message.
    pub(crate) fn declaration(&self) -> String {
        let mut text = String::new();
        self.declare(&mut text);
        text
    }

    /// The scalars that the record's functions write and read, in their order.
    pub(crate) fn leaves(&self) -> Vec<Leaf> {
        let mut leaves = Vec::new();
        self.record.leaves("", &mut leaves);
        leaves
    }

    /// The parameters before or after the record.
    pub(crate) fn neighbours(&self, after: bool) -> Vec<Leaf> {
        let prefix = if after { 'b' } else { 'a' };
        let scalars = self.neighbours[usize::from(after)].iter().enumerate();
        scalars
            .map(|(index, scalar)| scalar.leaf(format!("{prefix}{index}")))
            .collect()
    }

    /// The declarations of record and functions.
    fn declare(&self, out: &mut String) {
        let name = &self.name;
        let mut attributes = String::new();
        if self.record.is_packed {
            attributes += "__attribute__((packed)) ";
        }
        if let Some(n) = self.align {
            write!(attributes, "__attribute__((aligned({n}))) ").unwrap();
        }
        if let Some(n) = self.pack {
            writeln!(out, "#pragma pack({n})").unwrap();
        }
        let (keyword, special) = (self.record.keyword(), self.special.unwrap_or_default());
        let body = self.record.body();
        writeln!(
            out,
            "typedef {keyword} {attributes}{name} {{{body} {special}}} {name};"
        )
        .unwrap();
        if self.pack.is_some() {
            writeln!(out, "#pragma pack()").unwrap();
        }
        for head in self.heads() {
            writeln!(out, "{head};").unwrap();
        }
    }

    /// The three functions without their bodies.
    fn heads(&self) -> [String; 3] {
        let name = &self.name;
        let list = |after: bool| {
            let scalars = self.neighbours[usize::from(after)].iter();
            let mut leaves = self.neighbours(after).into_iter();
            let named = scalars.map(|it| format!("{}{}", it.name, leaves.next().unwrap().path));
            named.collect::<Vec<String>>()
        };
        let own = vec![format!("{name} value")];
        let seen = vec!["char *seen".to_owned()];
        let taken = [seen, list(false), own, list(true)].concat().join(", ");
        [
            format!("void take_{name}({taken})"),
            format!("{name} make_{name}(const unsigned char *given)"),
            format!("{name} turn_{name}({name} (*f)(int, {name}, double), {name} value)"),
        ]
    }

    /// The three functions.
    fn define(&self, out: &mut String) {
        let [take, make, turn] = self.heads();
        writeln!(out, "{take} {{").unwrap();
        for leaf in self.neighbours(false) {
            writeln!(out, "    put(seen, \"{0}\", &{0}, sizeof {0});", leaf.path).unwrap();
        }
        for Leaf { path, .. } in self.leaves() {
            writeln!(
                out,
                "    put(seen, \"{path}\", &value{path}, sizeof value{path});"
            )
            .unwrap();
        }
        for leaf in self.neighbours(true) {
            writeln!(out, "    put(seen, \"{0}\", &{0}, sizeof {0});", leaf.path).unwrap();
        }
        writeln!(out, "}}\n{make} {{\n    {} value;", self.name).unwrap();
        for Leaf { path, .. } in self.leaves() {
            writeln!(
                out,
                "    memcpy(&value{path}, given, sizeof value{path}); given += sizeof value{path};"
            )
            .unwrap();
        }
        writeln!(out, "    return value;\n}}").unwrap();
        writeln!(out, "{turn} {{ return f(7, value, 0.5); }}").unwrap();
    }
}

/// The header of all records.
pub(crate) fn header(cases: &[Case]) -> String {
    let mut text = PRELUDE.to_owned();
    for case in cases {
        case.declare(&mut text);
    }
    text
}

/// The file with their functions.
pub(crate) fn source(cases: &[Case], header: &str) -> String {
    let mut text = format!("{PUT}#include \"{header}\"\n");
    for case in cases {
        case.define(&mut text);
    }
    text
}

/// A random record, `depth` within others.
fn record(random: &mut Random, mix: Mix, depth: u32) -> Record {
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
    fn layout(&self, most: usize) -> (usize, usize) {
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
    fn leaves(&self, path: &str, leaves: &mut Vec<Leaf>) {
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
    fn leaf(self, path: String) -> Leaf {
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
    fn keyword(&self) -> &'static str {
        if self.is_union { "union" } else { "struct" }
    }

    /// Its members.
    fn body(&self) -> String {
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
    fn make_natural(&mut self) {
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
    fn places(&self, most: usize, base: usize, places: &mut Vec<usize>) {
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
        own.max(aligned.unwrap_or(1))
    }

    /// `sizeof` and `_Alignof`, near enough to choose those that are small.
    fn layout(&self, most: usize) -> (usize, usize) {
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
    fn leaves(&self, path: &str, leaves: &mut Vec<Leaf>) {
        let longest = self.members.iter().max_by_key(|it| it.1.layout(16).0);
        for (name, ty, _) in &self.members {
            if !self.is_union || longest.is_some_and(|it| it.0 == *name) {
                ty.leaves(&format!("{path}.{name}"), leaves);
            }
        }
    }
}
