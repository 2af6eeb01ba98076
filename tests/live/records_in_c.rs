//! Random records in C, with functions that take and return them by value.
//!
//! What C says of a member is its path, `.m0.x[1]`, and its bytes.

use std::fmt::Write as _;

use crate::c_types::{Leaf, Mix, Record, Scalar, record};
use crate::support::numbers::Random;

/// Why a record may stay behind: an attribute gives it a layout that C's plain rules do not.
pub(crate) const PACKED: &str = "packed or aligned";

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
            None if own != others || is_aligned => Some(PACKED),
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

    /// The three functions as the text would declare them.
    pub(crate) fn declared(&self) -> String {
        let name = &self.name;
        let list = |after: bool| {
            let scalars = self.neighbours[usize::from(after)].iter();
            let leaves = self.neighbours(after).into_iter();
            let named = leaves.zip(scalars);
            named
                .map(|(leaf, scalar)| format!("{}: {}, ", leaf.path, scalar.pyrite))
                .collect::<String>()
        };
        let (before, after) = (list(false), list(true));
        let taken = format!("seen: *mut u8, {before}value: {name}, {after}");
        let taken = taken.trim_end_matches(", ");
        format!(
            "extern fn take_{name}({taken})\n\
             extern fn make_{name}(given: *const u8) -> {name}\n\
             extern fn turn_{name}(f: Option[fn(i32, {name}, f64) -> {name}], value: {name}) \
             -> {name}\n"
        )
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
