//! Methods written by hand, run and judged.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;
use crate::pyrite;
use crate::pyrite::model::{IntegerType, ItemKind};

/// The methods of the only `impl` block that a body of one makes.
fn methods(text: &str) -> Vec<Method> {
    let text = format!("impl S:\n{text}");
    let module = pyrite::read(&text, None).unwrap_or_else(|e| panic!("{e}\n{text}"));
    match module.items.into_iter().next().map(|item| item.kind) {
        Some(ItemKind::Implementation(methods)) => methods,
        other => panic!("{other:?}"),
    }
}

/// `_b: [u8; 4]` at byte 0, `_w: [u32; 2]` at byte 4, `n: u8` at byte 12.
fn field(name: &str) -> Option<Held> {
    let array = |integer, length| Type::Array {
        element: Box::new(Type::Integer(integer)),
        length,
    };
    let (offset, ty) = match name {
        "_b" => (0, array(IntegerType::U8, 4)),
        "_w" => (4, array(IntegerType::U32, 2)),
        "n" => (12, Type::Integer(IntegerType::U8)),
        _ => return None,
    };
    Some(Held { offset, ty })
}

/// `color` is `u32`; `round` is itself.
fn alias(name: &str) -> Option<Type> {
    match name {
        "color" => Some(Type::Integer(IntegerType::U32)),
        "round" => Some(Type::Named("round".to_owned())),
        _ => None,
    }
}

/// The record of both.
fn owner(big_endian: bool) -> Owner<'static> {
    Owner {
        field: &field,
        alias: &alias,
        pointer_bits: 64,
        big_endian,
    }
}

/// What `fn f(&self) -> ty` gives for bytes 0x81, 0x42, 0x13, 0xf4, ….
fn given(ty: &str, body: &str) -> Result<i128, String> {
    let text = format!("    fn f(&self) -> {ty}:\n        {body}\n");
    let method = &methods(&text)[0];
    let program = lower(method, &owner(false)).map_err(|it| it.message)?;
    let mut bytes = [0x81, 0x42, 0x13, 0xf4, 1, 2, 3, 4, 5, 6, 7, 0x88, 9];
    get(&program, &mut bytes[..]).map_err(|it| it.message)
}

#[test]
fn computes() {
    for (ty, body, expected) in [
        ("u8", "return self._b[0]", 0x81),
        ("i8", "return self._b[0] as i8", -0x7f),
        ("i32", "return (self._b[0] as i8) as i32", -0x7f),
        ("u32", "return (self._b[0] as i8) as u32", 0xffff_ff81),
        (
            "u64",
            "return ((self._b[0] as i8) as i64) as u64",
            0xffff_ffff_ffff_ff81,
        ),
        ("u8", "return (self._w[0] & 0xffff) as u8", 1),
        ("u32", "return self._w[0]", 0x0403_0201),
        ("color", "return self._w[1] as color", 0x8807_0605),
        ("u8", "return self._b[0] << 1", 2),
        ("i8", "return (self._b[0] as i8) >> 3", -16),
        ("i8", "return (self._b[0] as i8) << 1", 2),
        ("u8", "return self._b[0] >> self._b[3 - 2] as u8 & 0", -1),
        ("bool", "return (self._b[0] & 1) as bool", 1),
        ("bool", "return self._b[0] > self._b[1]", 1),
        ("bool", "return 3 < 2", 0),
        ("u8", "return 7", 7),
        ("u8", "return (1 << 7) - 1", 127),
        ("i64", "return -9223372036854775808", -(1 << 63)),
        ("usize", "return (self._b[0] as usize) << 56", 0x81 << 56),
        ("i8", "return self._b[1] as i8 - 67", -1),
    ] {
        // Texts whose order of operators is not said are none.
        let text = format!("impl S:\n    fn f(&self) -> {ty}:\n        {body}\n");
        if pyrite::read(&text, None).is_err() {
            continue;
        }
        assert_eq!(given(ty, body), Ok(expected), "{body}");
    }
}

#[test]
fn faults() {
    for (ty, body, expected) in [
        (
            "u8",
            "return self._b[4]",
            "f: _b[4] is outside the array, which has 4",
        ),
        (
            "u8",
            "return self._b[-1]",
            "f: _b[-1] is outside the array, which has 4",
        ),
        ("u8", "return self.n[0]", "f: n is no array"),
        ("u8", "return self._x[0]", "f: the record has no field _x"),
        (
            "u8",
            "return self._b[self._b[0]]",
            "f: the element of _b is known only when it runs",
        ),
        (
            "u32",
            "return self._b[0]",
            "f: what it gives has the type u8, not u32",
        ),
        ("u8", "return self._b[0] & 256", "f: 256 is no value of u8"),
        ("u8", "return 256", "f: 256 is no value of u8"),
        ("u8", "return self._b[0] >> 8", "f: a shift of u8 by 8"),
        ("u8", "return self._b[0] << -1", "f: a shift of u8 by -1"),
        (
            "u8",
            "return self._b[0] >> (9 as u8)",
            "f: a shift of u8 by 9",
        ),
        (
            "u8",
            "return self._b[1] >> self._b[0]",
            "f: a shift of u8 by 129",
        ),
        (
            "u8",
            "return self._b[0] + self._b[0]",
            "f: 129 + 129 is no value of u8",
        ),
        (
            "u8",
            "return self._b[2] - self._b[1]",
            "f: 19 - 66 is no value of u8",
        ),
        (
            "u8",
            "return self._b[2] * self._b[1]",
            "f: 19 * 66 is no value of u8",
        ),
        (
            "u8",
            "return self._b[0] | self._w[0]",
            "f: an operand of `|` has the type u32, not u8",
        ),
        (
            "bool",
            "return self._b[0] as bool",
            "f: 129 becomes a bool, which is only 0 or 1",
        ),
        (
            "bool",
            "return (self._b[0] == 1) + true_",
            "f: `+` has a bool for an operand",
        ),
        (
            "u8",
            "return 1 << self._b[0]",
            "f: what `<<` shifts has no type",
        ),
        (
            "round",
            "return 1",
            "f is of a type that is no integer and no bool",
        ),
        (
            "u8",
            "return (1 as nowhere) as u8",
            "f: a value has a type that is no integer and no bool",
        ),
        ("u8", "return 1 << 127", "f: 1 << 127 is too large"),
        (
            "f64",
            "return 1",
            "f is of a type that is no integer and no bool",
        ),
    ] {
        let body = body.replace("+ true_", "+ (self._b[0] == 2)");
        assert_eq!(given(ty, &body), Err(expected.to_owned()), "{body}");
    }
}

/// What the check says of methods.
fn said(text: &str, offset: u64, width: u32, signed: bool, big_endian: bool) -> Vec<String> {
    let methods = methods(text);
    let find = |gets: bool| {
        methods
            .iter()
            .find(|it| matches!(it.kind, crate::pyrite::model::MethodKind::Getter { .. }) == gets)
    };
    let place = Place {
        offset,
        width,
        signed,
        is_bool: false,
        type_bits: Some(32),
    };
    check(find(true), find(false), &place, &owner(big_endian))
        .into_iter()
        .map(|wrong| format!("{}: {}", wrong.line, wrong.message))
        .collect()
}

/// Five bits, signed, from bit 4 on.
const LEVEL: &str = "    fn level(&self) -> i32:
        let bits0 = (self._b[0] >> 4) as u32
        let bits1 = ((self._b[1] & 1) as u32) << 4
        return (((bits0 | bits1) ^ 16) as i32) - 16
    fn set_level(&mut self, value: i32):
        let bits = value as u32
        self._b[0] = (self._b[0] & 15) | (((bits & 15) << 4) as u8)
        self._b[1] = (self._b[1] & 254) | (((bits >> 4) & 1) as u8)
";

#[test]
fn each_damage_is_told() {
    assert_eq!(said(LEVEL, 4, 5, true, false), Vec::<String>::new());
    for (right, wrong, expected) in [
        (
            " ^ 16) as i32) - 16",
            ") as i32)",
            "2: level gives 31 for the bits 11111, -1 in C",
        ),
        (
            "[0] >> 4",
            "[0] >> 3",
            "2: level gives 2 for the bits 00001, 1 in C",
        ),
        (
            "-> i32",
            "-> u32",
            "5: level: what it gives has the type i32, not u32",
        ),
        (
            "] & 1) as u32) << 4",
            "] & 1) as u32) << 3",
            "2: level gives 15 for the bits 11111, -1 in C",
        ),
        (
            "self._b[1] & 1)",
            "self._b[0] & 1)",
            "2: level gives 15 for the bits 11111, -1 in C",
        ),
        (
            "& 15) | (",
            "& 7) | (",
            "6: set_level writes bits 3..8, C has bits 4..8",
        ),
        (
            "& 254) | (",
            "& 252) | (",
            "6: set_level writes bits 4..9, C has bits 4..8",
        ),
        (
            "= (self._b[0] & 15) | ",
            "= ",
            "6: set_level writes bits 0..8, C has bits 4..8",
        ),
        (
            "bits & 15",
            "bits & 7",
            "6: set_level(-1) leaves the bits 10111, 11111 in C",
        ),
        (
            "bits >> 4",
            "bits >> 3",
            "6: set_level(-16) leaves the bits 00000, 10000 in C",
        ),
        (
            "value: i32",
            "value: i16",
            "6: set_level takes i16, 32 bits signed in C",
        ),
        ("(bits & 15) << 4", "bits << 4", ""),
    ] {
        let text = LEVEL.replacen(right, wrong, 1);
        assert_ne!(text, LEVEL, "{right}");
        let said = said(&text, 4, 5, true, false);
        let expected: Vec<&str> = Some(expected)
            .filter(|it| !it.is_empty())
            .into_iter()
            .collect();
        assert_eq!(said, expected, "{wrong} for {right}");
    }
}

#[test]
fn knows_both_orders_of_bytes() {
    let level = LEVEL
        .replace(
            "(self._b[0] >> 4) as u32",
            "((self._b[0] & 15) as u32) << 1",
        )
        .replace("((self._b[1] & 1) as u32) << 4", "(self._b[1] >> 7) as u32")
        .replace(
            "(self._b[0] & 15) | (((bits & 15) << 4) as u8)",
            "(self._b[0] & 240) | (((bits >> 1) & 15) as u8)",
        )
        .replace(
            "(self._b[1] & 254) | (((bits >> 4) & 1) as u8)",
            "(self._b[1] & 127) | (((bits & 1) << 7) as u8)",
        );
    assert_eq!(said(&level, 4, 5, true, true), Vec::<String>::new());
    assert_eq!(said(&level, 4, 5, true, false).len(), 2);
    assert_eq!(said(LEVEL, 4, 5, true, true).len(), 2);
    // Elements of several bytes lie in the order of the target.
    let wide = "    fn a(&self) -> u32:
        return (self._w[1] >> 12) & 7
    fn set_a(&mut self, value: u32):
        self._w[1] = (self._w[1] & 4294938623) | ((value & 7) << 12)
";
    assert_eq!(said(wide, 64 + 12, 3, false, false), Vec::<String>::new());
    assert_eq!(said(wide, 64 + 17, 3, false, true), Vec::<String>::new());
    assert_eq!(
        said(wide, 64 + 12, 3, false, true),
        [
            "2: a gives 0 for the bits 001, 1 in C",
            "4: set_a writes bits 81..83, C has bits 76..78"
        ]
    );
}

#[test]
fn a_bool_is_no_integer() {
    let place = |is_bool| Place {
        offset: 0,
        width: 1,
        signed: false,
        is_bool,
        type_bits: None,
    };
    let said = |text: &str, is_bool| -> Vec<String> {
        let methods = methods(text);
        check(
            Some(&methods[0]),
            methods.get(1),
            &place(is_bool),
            &owner(false),
        )
        .into_iter()
        .map(|wrong| wrong.message)
        .collect()
    };
    let on = "    fn on(&self) -> bool:
        return (self._b[0] & 1) as bool
    fn set_on(&mut self, value: bool):
        self._b[0] = (self._b[0] & 254) | (value as u8)
";
    assert_eq!(said(on, true), Vec::<String>::new());
    assert_eq!(
        said(on, false),
        [
            "on gives bool, an integer in C",
            "set_on takes bool, an integer in C"
        ]
    );
    let off = on.replace("bool", "u8");
    assert_eq!(
        said(&off, true),
        ["on gives u8, _Bool in C", "set_on takes u8, _Bool in C"]
    );
    assert_eq!(
        said(&on.replace(" & 1", " & 3"), true),
        ["on: 2 becomes a bool, which is only 0 or 1"]
    );
    // The methods in the wrong order.
    let mut both = methods(on);
    both.reverse();
    assert_eq!(
        check(Some(&both[0]), Some(&both[1]), &place(true), &owner(false)).len(),
        2
    );
}
