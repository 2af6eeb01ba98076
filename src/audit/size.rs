//! How many bytes parameters take, which is part of some symbols: `_f@8` of 32-bit Windows.
//!
//! Only what the text says counts: fixed widths, pointers of the target, aliases, and records by
//! C's rules (C11 §6.7.2.1p14-17) with `packed` and `align`.

use std::collections::BTreeMap;

use crate::pyrite::model::{FloatType, IntegerType, Item, ItemKind, Module, Record, Type};
use crate::target::Target;

/// How many names may lead to one another.
const DEPTH: usize = 200;

/// Size and alignment, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Layout {
    /// Bytes.
    size: u64,
    /// Bytes.
    align: u64,
}

/// The types of a module on a target.
pub(super) struct Sizes<'m> {
    /// Those that exist on the target, by name.
    types: BTreeMap<&'m str, &'m Item>,
    /// The target.
    target: &'m Target,
    /// Those that were asked for, so that each is looked at once.
    known: BTreeMap<&'m str, Result<Layout, String>>,
}

impl<'m> Sizes<'m> {
    /// Those of a module.
    pub(super) fn new(module: &'m Module, target: &'m Target) -> Sizes<'m> {
        let is_type = |item: &&Item| match item.kind {
            ItemKind::Alias(_) | ItemKind::Record(_) | ItemKind::Opaque => true,
            ItemKind::Function(_)
            | ItemKind::Variable(_)
            | ItemKind::Constant(_)
            | ItemKind::Implementation(_)
            | ItemKind::Skipped(_) => false,
        };
        let items = module.items.iter().filter(is_type);
        let items = items.filter(|item| item.exists_on(target));
        Sizes {
            types: items.map(|item| (item.name.as_str(), item)).collect(),
            target,
            known: BTreeMap::new(),
        }
    }

    /// The size of a type.
    ///
    /// # Errors
    /// Why it has none.
    pub(super) fn of(&mut self, ty: &'m Type) -> Result<u64, String> {
        self.layout(ty, 0).map(|layout| layout.size)
    }

    /// Size and alignment of a type that `depth` names have led to.
    fn layout(&mut self, ty: &'m Type, depth: usize) -> Result<Layout, String> {
        let pointer = self.target.pointer_bytes();
        let size = match ty {
            Type::Void => return Err("`void` has no size".to_owned()),
            Type::Text => return Err("`&str` is no type of C".to_owned()),
            Type::Bool => 1,
            Type::Integer(IntegerType::I8 | IntegerType::U8) => 1,
            Type::Integer(IntegerType::I16 | IntegerType::U16) => 2,
            Type::Integer(IntegerType::I32 | IntegerType::U32) => 4,
            Type::Integer(IntegerType::I64 | IntegerType::U64) => 8,
            Type::Float(FloatType::F32) => 4,
            Type::Float(FloatType::F64) => 8,
            Type::Integer(IntegerType::Isize | IntegerType::Usize)
            | Type::Pointer { .. }
            | Type::Optional(_)
            | Type::Function(_) => pointer,
            Type::Array { element, length } => {
                let Layout { size, align } = self.layout(element, depth)?;
                let size = size.checked_mul(*length).ok_or_else(too_large)?;
                return Ok(Layout { size, align });
            }
            Type::Named(name) => return self.named(name, depth),
        };
        let align = size.min(self.target.widest_alignment());
        Ok(Layout { size, align })
    }

    /// The same, of what a name stands for.
    fn named(&mut self, name: &'m str, depth: usize) -> Result<Layout, String> {
        if let Some(known) = self.known.get(name) {
            return known.clone();
        }
        if depth == DEPTH {
            return Err(format!("`{name}` stands behind more than {DEPTH} names"));
        }
        let item = self.types.get(name).copied();
        let layout = match item.map(|item| &item.kind) {
            Some(ItemKind::Alias(ty)) => self.layout(ty, depth + 1),
            Some(ItemKind::Record(record)) => self.record(record, depth + 1),
            Some(ItemKind::Opaque) => Err(format!("`{name}` is opaque")),
            Some(
                ItemKind::Function(_)
                | ItemKind::Variable(_)
                | ItemKind::Constant(_)
                | ItemKind::Implementation(_)
                | ItemKind::Skipped(_),
            )
            | None => Err(format!("the module does not define `{name}`")),
        };
        self.known.insert(name, layout.clone());
        layout
    }

    /// The same, of a structure or union.
    fn record(&mut self, record: &'m Record, depth: usize) -> Result<Layout, String> {
        let mut whole = Layout { size: 0, align: 1 };
        for field in &record.fields {
            let field = self.layout(&field.ty, depth)?;
            let align = record
                .packed
                .map_or(field.align, |most| field.align.min(most));
            whole.align = whole.align.max(align);
            whole.size = if record.is_union {
                whole.size.max(field.size)
            } else {
                let offset = whole.size.checked_next_multiple_of(align);
                let end = offset.and_then(|offset| offset.checked_add(field.size));
                end.ok_or_else(too_large)?
            };
        }
        whole.align = whole.align.max(record.align.unwrap_or(1));
        let size = whole.size.checked_next_multiple_of(whole.align);
        whole.size = size.ok_or_else(too_large)?;
        Ok(whole)
    }
}

/// More bytes than 64 bits count.
fn too_large() -> String {
    "it is too large".to_owned()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use crate::pyrite;

    /// Sizes of the parameters of the last item of a text.
    fn sizes(text: &str, triple: &str) -> Vec<Result<u64, String>> {
        let module = pyrite::read(text, None).unwrap();
        let target = Target::parse(triple).unwrap();
        let mut sizes = Sizes::new(&module, &target);
        let ItemKind::Function(function) = &module.items.last().unwrap().kind else {
            panic!("no function");
        };
        let types = function.parameters.iter().map(|field| &field.ty);
        types.map(|ty| sizes.of(ty)).collect()
    }

    /// Types of every sort, in a function.
    const TEXT: &str = "type a = *const u8\n\
        type word = a\n\
        @cfg(target_os = \"linux\")\ntype long = i64\n\
        @cfg(not(target_os = \"linux\"))\ntype long = i32\n\
        @repr(C)\nstruct P:\n    x: i8\n    y: f64\n    z: [u16; 3]\n\
        @repr(C, packed = 1)\nstruct Q:\n    x: i8\n    y: f64\n\
        @repr(C, align = 16)\nunion U:\n    p: P\n    q: Q\n\
        extern fn f(a: word, b: long, c: P, d: Q, e: U, g: Option[fn() -> void], h: usize)\n";

    #[test]
    fn by_the_rules_of_c() {
        let of = |triple: &str| -> Vec<u64> {
            let sizes = sizes(TEXT, triple).into_iter();
            sizes.map(Result::unwrap).collect()
        };
        let windows = of("i686-pc-windows-gnu");
        assert_eq!(windows, [4, 4, 24, 9, 32, 4, 4]);
        let linux = of("i686-unknown-linux-gnu");
        assert_eq!(linux, [4, 8, 20, 9, 32, 4, 4]);
        assert_eq!(of("avr"), [2, 4, 15, 9, 16, 2, 2]);
        let wide = of("x86_64-unknown-linux-gnu");
        assert_eq!(wide, [8, 8, 24, 9, 32, 8, 8]);
    }

    #[test]
    fn what_has_no_size() {
        let of = |text: &str| sizes(text, "i686-pc-windows-gnu").remove(0).unwrap_err();
        for (text, why) in [
            ("extern fn f(a: T)\n", "does not define `T`"),
            ("opaque type T;\nextern fn f(a: T)\n", "opaque"),
            ("type T = T\nextern fn f(a: T)\n", "200 names"),
            (
                "@repr(C)\nstruct T:\n    a: T\n    b: T\nextern fn f(a: T)\n",
                "200 names",
            ),
            (
                "@repr(C)\nstruct T:\n    a: [[u64; 4294967296]; 4294967296]\nextern fn f(a: T)\n",
                "too large",
            ),
            ("type T = void\nextern fn f(a: T)\n", "no size"),
        ] {
            let said = of(text);
            assert!(said.contains(why), "{text}: {said}");
        }
    }

    #[test]
    fn each_record_is_looked_at_once() {
        let mut text = String::from("@repr(C)\nstruct S0:\n    a: i8\n");
        for level in 1..60 {
            let below = level - 1;
            text += &format!("@repr(C)\nunion S{level}:\n    a: S{below}\n    b: S{below}\n");
        }
        text += "extern fn f(a: S59)\n";
        assert_eq!(sizes(&text, "avr"), [Ok(1)]);
    }
}
