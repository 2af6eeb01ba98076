//! Bit-fields within members, in unions, among `const` ones, and far from the start of a record.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::process::Command;

use libtest_mimic::Failed;
use object::{Object as _, ObjectSection as _, ObjectSymbol as _};
use quarry_bindgen::pyrite::model::{ItemKind, Method, Module};
use quarry_bindgen::verify::accessor::{Held, Member, Owner, PRELUDE, Subject, probes, values};

use crate::support;

/// C's side.
const HEADER: &str = "
struct inner { unsigned char pad; unsigned a : 3; int b : 7; };
struct outer {
    char far[300];
    union { struct { unsigned x : 3, : 2, y : 4; }; struct { unsigned : 3, z : 3; }; };
    struct inner in;
    const unsigned fixed : 5;
    _Bool on : 1;
};
";

/// What a module says of it, for x86_64.
const MODULE: &str = "
impl inner:
    fn a(&self) -> u32:
        return (self.bits[0] & 7) as u32
    fn set_a(&mut self, value: u32):
        self.bits[0] = (self.bits[0] & 248) | ((value & 7) as u8)
    fn b(&self) -> i32:
        let low = (self.bits[0] >> 3) as u32
        let high = ((self.bits[1] & 3) as u32) << 5
        return (((low | high) ^ 64) as i32) - 64
    fn set_b(&mut self, value: i32):
        let all = value as u32
        self.bits[0] = (self.bits[0] & 7) | (((all & 31) << 3) as u8)
        self.bits[1] = (self.bits[1] & 252) | (((all >> 5) & 3) as u8)

impl outer:
    fn x(&self) -> u32:
        return (self.bits[0] & 7) as u32
    fn set_x(&mut self, value: u32):
        self.bits[0] = (self.bits[0] & 248) | ((value & 7) as u8)
    fn y(&self) -> u32:
        return (self.bits[0] as u32 >> 5) | (((self.bits[1] & 1) as u32) << 3)
    fn set_y(&mut self, value: u32):
        self.bits[0] = (self.bits[0] & 31) | (((value & 7) << 5) as u8)
        self.bits[1] = (self.bits[1] & 254) | (((value >> 3) & 1) as u8)
    fn z(&self) -> u32:
        return ((self.bits[0] >> 3) & 7) as u32
    fn set_z(&mut self, value: u32):
        self.bits[0] = (self.bits[0] & 199) | (((value & 7) << 3) as u8)
    fn fixed(&self) -> u32:
        return (self.bits2[0] & 31) as u32
    fn on(&self) -> bool:
        return ((self.bits2[0] >> 5) & 1) as bool
    fn set_on(&mut self, value: bool):
        self.bits2[0] = (self.bits2[0] & 223) | ((value as u8) << 5)
";

/// The module, with operators in the one order that the format has.
fn module(text: &str) -> Result<Module, Failed> {
    let text = text.replace("self.bits[0] as u32 >> 5", "(self.bits[0] as u32) >> 5");
    Ok(quarry_bindgen::pyrite::read(&text, None)?)
}

/// A method of the module.
fn method<'a>(module: &'a Module, record: &str, name: &str) -> Option<&'a Method> {
    let item = module.items.iter().find(|item| item.name == record)?;
    match &item.kind {
        ItemKind::Implementation(methods) => methods.iter().find(|it| it.name == name),
        _ => None,
    }
}

/// All is right, each damage is found, and what C cannot do is told.
pub(crate) fn nested() -> Result<(), Failed> {
    assert_eq!(judged(MODULE)?, (Vec::new(), Some(0)));
    for (right, wrong, message, item) in [
        (
            "(self.bits[0] & 199)",
            "(self.bits[0] & 71)",
            "set_z writes bits 2403..2405 and 2407, C has bits 2403..2405",
            None,
        ),
        (
            "^ 64) as i32) - 64",
            ") as i32)",
            "b gives 127 for the bits 1111111, -1 in C",
            Some(5),
        ),
        (
            "self.bits2[0] & 223",
            "self.bits2[0] & 222",
            "set_on writes bits 2464 and 2469, C has bit 2469",
            None,
        ),
        (
            "(value & 7) << 3",
            "(value & 3) << 3",
            "set_z(7) leaves other bits than C",
            Some(3),
        ),
        ("& 31) << 3", "& 31) << 2", "", Some(5)),
    ] {
        let damaged = MODULE.replacen(right, wrong, 1);
        assert_ne!(damaged, MODULE, "{right}");
        let (messages, first) = judged(&damaged)?;
        let told = !messages.is_empty() && messages[0].contains(message);
        if !told || item.is_some() && first != item {
            return Err(format!("{wrong}: {messages:?}, {first:?}").into());
        }
    }
    Ok(())
}

/// What the constants of gcc say, and the first wrong item of the C test.
fn judged(text: &str) -> Result<(Vec<String>, Option<i32>), Failed> {
    let module = module(text)?;
    let array = |offset: u64, length: u64| {
        let element = Box::new(quarry_bindgen::pyrite::model::Type::Integer(
            quarry_bindgen::pyrite::model::IntegerType::U8,
        ));
        Some(Held {
            offset,
            ty: quarry_bindgen::pyrite::model::Type::Array { element, length },
        })
    };
    let inner = |name: &str| (name == "bits").then(|| array(1, 2)).flatten();
    let outer = |name: &str| match name {
        "bits" => array(300, 2),
        "bits2" => array(308, 1),
        _ => None,
    };
    let owner = |field| Owner {
        field,
        alias: &|_| None,
        pointer_bits: 64,
        big_endian: false,
    };
    let member = |record: &str, path: &str, width: u32, unions: &[(usize, usize)]| {
        let name = path.rsplit('.').next().unwrap_or(path);
        let is_inner = record == "inner";
        Member {
            path: path.to_owned(),
            width,
            signed: name == "b",
            is_bool: name == "on",
            is_const: name == "fixed",
            unions: unions.to_vec(),
            getter: method(&module, record, name),
            setter: method(&module, record, &format!("set_{name}")),
            owner: match is_inner {
                true => owner(&inner),
                false => owner(&outer),
            },
            base: if is_inner { 304 } else { 0 },
        }
    };
    let subject = Subject {
        spelling: "struct outer",
        size: 312,
        members: vec![
            member("outer", "x", 3, &[(0, 0)]),
            member("outer", "y", 4, &[(0, 0)]),
            member("outer", "z", 3, &[(0, 1)]),
            member("inner", "in.a", 3, &[]),
            member("inner", "in.b", 7, &[]),
            member("outer", "fixed", 5, &[]),
            member("outer", "on", 1, &[]),
        ],
    };
    let planned = probes::probes(&subject, 7)?;
    let dir = tempfile::tempdir()?;
    let (source, out) = (dir.path().join("x.c"), dir.path().join("x"));
    let mut c = HEADER.to_owned();
    for probe in &planned {
        writeln!(c, "{}", probe.text)?;
    }
    fs::write(&source, c)?;
    // No initialiser overrides another: clang would say so.
    for compiler in ["clang-14", "gcc"] {
        let mut command = Command::new(compiler);
        command.args(["-c", "-Wall", "-Wextra", "-Werror"]);
        command.args(["-Wno-missing-field-initializers", "-o"]);
        support::output_of(command.arg(&out).arg(&source))?;
    }
    let data = fs::read(&out)?;
    let file = object::File::parse(&*data)?;
    let mut constants = BTreeMap::new();
    for symbol in file.symbols() {
        if let Some(section) = symbol.section_index() {
            let section = file.section_by_index(section)?;
            let bytes = section.data_range(symbol.address(), subject.size)?;
            constants.insert(symbol.name()?.to_owned(), bytes.map(<[u8]>::to_vec));
        }
    }
    let zero = || vec![0; 312];
    let bytes = |number: usize| {
        let bytes = constants.get(&format!("quarry_bits_{number}"))?;
        Some(bytes.clone().unwrap_or_else(zero))
    };
    let wrong = probes::judge(&subject, &planned, &bytes);
    // Nothing is right without evidence.
    assert_eq!(probes::judge(&subject, &planned, &|_| None).len(), 13);

    let functions = values::functions(&subject, "outer", 1);
    assert_eq!(functions.items.len(), 6);
    assert_eq!(functions.unchecked.len(), 1, "{:?}", functions.unchecked);
    let entry = values::entry(&functions.items);
    let text = format!(
        "{HEADER}{PRELUDE}{}{entry}int main(void) {{ return quarry_check_values(); }}\n",
        functions.text
    );
    fs::write(&source, text)?;
    support::output_of(
        Command::new("gcc")
            .arg("-O2")
            .arg("-o")
            .arg(&out)
            .arg(&source),
    )?;
    let code = support::run(&mut Command::new(&out))?.code;
    Ok((wrong.into_iter().map(|it| it.message).collect(), code))
}
