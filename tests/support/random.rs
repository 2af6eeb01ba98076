//! Random records: every kind of member and attribute that decides a layout, mixed.

use std::fmt::Write as _;

pub(crate) use crate::support::numbers::Random;

/// What the C of a target has.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Features {
    /// Bits of `int`.
    pub(crate) int_bits: u64,
    /// Bits of `long`.
    pub(crate) long_bits: u64,
    /// `__int128`
    pub(crate) int128: bool,
    /// `ms_struct`
    pub(crate) ms_struct: bool,
    /// `aligned(n)` on a bit-field under `#pragma pack(n)`, which gcc and clang place differently.
    pub(crate) aligned_bits: bool,
    /// Complex numbers, vectors, and what else Pyrite has no type for.
    pub(crate) stored: bool,
    /// `aligned(n)` on records and members.
    pub(crate) aligned: bool,
    /// How many of 100 members are bit-fields.
    pub(crate) bit_fields: u64,
    /// `packed` on records with bit-fields, and unions of them.
    pub(crate) packed_bits: bool,
}

/// Types that every header defines first.
const PRELUDE: &str = "enum en { EN_A = -2, EN_B = 5 };\nenum eu { EU_A, EU_B = 6 };\n\
    enum __attribute__((packed)) ep { EP_A, EP_B = 3 };\n\
    typedef unsigned int td;\ntypedef int over __attribute__((aligned(16)));\n\
    struct __attribute__((aligned(16))) big { int v; };\n\
    typedef int under __attribute__((aligned(1)));\n\
    typedef float vec __attribute__((vector_size(16)));\ntypedef void (*callback)(int);\n";

/// A header with `count` records `r0`, `r1`, ….
pub(crate) fn header(random: &mut Random, count: usize, features: Features) -> String {
    let mut text = PRELUDE.to_owned();
    for index in 0..count {
        record(&mut text, random, index, features);
    }
    text
}

/// One record. Flexible arrays stand only at the end of those that no other holds (odd ones).
fn record(out: &mut String, random: &mut Random, index: usize, features: Features) {
    let mut members = String::new();
    let is_union = random.chance(15);
    let mut has_bits = false;
    let count = random.below(8);
    for member in 0..count {
        has_bits |= one_member(&mut members, random, index, member, features);
    }
    let has_named = members.contains(" m");
    if !is_union && index % 2 == 1 && has_named && random.chance(15) {
        let element = random.pick(&["char", "int", "struct big", "double", "struct r0"]);
        writeln!(members, "    {element} tail[];").unwrap();
    }
    let packs = features.packed_bits || !(has_bits || is_union);
    let mut attributes = String::new();
    if packs && random.chance(20) {
        attributes.push_str(" __attribute__((packed))");
    }
    if features.aligned && random.chance(12) {
        let n = random.pick(&["1", "2", "4", "8", "16", "32", "64"]);
        write!(attributes, " __attribute__((aligned({n})))").unwrap();
    }
    if features.ms_struct && random.chance(5) {
        attributes.push_str(" __attribute__((ms_struct))");
    }
    let pragma = packs && random.chance(12);
    if pragma {
        let n = random.pick(&["1", "2", "4", "8"]);
        writeln!(out, "#pragma pack({n})").unwrap();
    }
    let keyword = if is_union { "union" } else { "struct" };
    if index == 0 {
        writeln!(out, "struct r0 {{ char m0; int m1; }};").unwrap();
    } else {
        writeln!(out, "{keyword}{attributes} r{index} {{\n{members}}};").unwrap();
        writeln!(out, "typedef {keyword} r{index} t{index};").unwrap();
    }
    if pragma {
        writeln!(out, "#pragma pack()").unwrap();
    }
}

/// One member; whether it is a bit-field.
fn one_member(
    out: &mut String,
    random: &mut Random,
    index: usize,
    member: u64,
    features: Features,
) -> bool {
    if random.below(100) < features.bit_fields {
        let field = bit_field(random, &format!("m{member}"), features);
        writeln!(out, "    {field}").unwrap();
        return true;
    }
    let inner = |random: &mut Random| {
        let keyword = random.pick(&["struct", "struct", "union"]);
        let first = random.pick(&["char", "short", "int", "double", "long long"]);
        let second = bit_field(random, &format!("y{member}"), features);
        format!("{keyword} {{ {first} x{member}; {second} }}")
    };
    let name = format!("m{member}");
    let mut line = match random.below(14) {
        0..=4 => format!("{} {name}", random.pick(SCALARS)),
        5 => format!(
            "{} *{name}",
            random.pick(&["char", "void", "struct r0", "int"])
        ),
        6 => format!("{} {name}[{}]", random.pick(ELEMENTS), 1 + random.below(4)),
        7 => format!(
            "{} {name}[2][3]",
            random.pick(&["char", "short", "double", "td"])
        ),
        8 => format!("callback {name}"),
        9 if index > 2 => format!("t{} {name}", even_below(random, index)),
        10 => inner(random),
        11 => format!("{} {name}", inner(random)),
        12 if features.stored => format!("{} {name}", random.pick(STORED)),
        13 if features.int128 => format!("{}__int128 {name}", random.pick(&["", "unsigned "])),
        _ => format!("struct {{ }} {name}"),
    };
    if features.aligned && random.chance(8) {
        let n = random.pick(&["1", "2", "4", "8", "16", "64"]);
        write!(line, " __attribute__((aligned({n})))").unwrap();
    } else if random.chance(6) {
        line.push_str(" __attribute__((packed))");
    }
    writeln!(out, "    {line};").unwrap();
    false
}

/// An earlier record without a flexible array: those have odd numbers.
fn even_below(random: &mut Random, index: usize) -> u64 {
    let earlier = 2 * random.below(index as u64 / 2);
    if earlier == 0 { 2 } else { earlier }
}

/// Types with a counterpart in Pyrite.
const SCALARS: &[&str] = &[
    "_Bool",
    "char",
    "signed char",
    "unsigned char",
    "short",
    "unsigned short",
    "int",
    "unsigned",
    "long",
    "unsigned long",
    "long long",
    "unsigned long long",
    "float",
    "double",
    "enum en",
    "enum eu",
    "enum ep",
    "td",
    "over",
    "under",
    "const volatile int",
];

/// Those of them that can be an array's: the size is a multiple of the alignment.
const ELEMENTS: &[&str] = &[
    "_Bool",
    "char",
    "unsigned char",
    "short",
    "int",
    "unsigned long",
    "long long",
    "float",
    "double",
    "enum en",
    "enum ep",
    "td",
    "struct big",
];

/// Types that have none, or another representation.
const STORED: &[&str] = &[
    "long double",
    "vec",
    "double _Complex",
    "_Atomic int",
    "float _Complex",
];

/// A bit-field, often with a name.
fn bit_field(random: &mut Random, name: &str, features: Features) -> String {
    let (int, long) = (features.int_bits, features.long_bits);
    let (ty, most) = match random.below(14) {
        0 => ("_Bool", 1),
        1 => ("char", 8),
        2 => ("signed char", 8),
        3 => ("unsigned char", 8),
        4 => ("short", 16),
        5 => ("unsigned short", 16),
        6 => ("int", int),
        7 => ("unsigned", int),
        8 => ("long", long),
        9 => ("unsigned long", long),
        10 => ("long long", 64),
        11 => ("unsigned long long", 64),
        12 => (random.pick(&["enum en", "enum eu"]), int),
        _ => ("td", int),
    };
    let width = 1 + random.below(most);
    match random.below(20) {
        0 => return format!("{ty} : 0;"),
        1 | 2 => return format!("{ty} : {width};"),
        _ => {}
    }
    let mut attribute = String::new();
    if features.aligned_bits && random.chance(6) {
        let n = random.pick(&["1", "2", "4", "8", "16"]);
        attribute = format!(" __attribute__((aligned({n})))");
    } else if features.packed_bits && random.chance(6) {
        attribute = " __attribute__((packed))".to_owned();
    }
    format!("{ty} {name} : {width}{attribute};")
}
