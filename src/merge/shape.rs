//! What two targets' items have in common: the same declaration, or one that differs only in the
//! widths of C's basic types.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "one shape of type is looked for, through which it is reached"
)]

use crate::map::model::{
    Accessor, Basic, BasicName, Field, Function, Item, ItemKind, Record, Type,
};

/// Whether two items say the same, on whatever lines of whatever headers C declares them. Their
/// documentation and remarks are not compared, nor the names of a function's parameters, nor a
/// record's layout, which no text says.
pub(super) fn is_same(a: &Item, b: &Item) -> bool {
    a.name == b.name
        && match (&a.kind, &b.kind) {
            (ItemKind::Function(a), ItemKind::Function(b)) => is_same_function(a, b),
            (ItemKind::Record(a), ItemKind::Record(b)) => is_same_record(a, b),
            (ItemKind::Opaque, ItemKind::Opaque) => true,
            (ItemKind::Alias(a), ItemKind::Alias(b)) => a == b,
            (ItemKind::Constant(a), ItemKind::Constant(b)) => a == b,
            (ItemKind::Variable(a), ItemKind::Variable(b)) => a == b,
            (ItemKind::Skipped(a_reason), ItemKind::Skipped(b_reason)) => {
                a_reason == b_reason && a.c_name == b.c_name && a.location == b.location
            }
            (
                ItemKind::Function(_)
                | ItemKind::Record(_)
                | ItemKind::Opaque
                | ItemKind::Alias(_)
                | ItemKind::Constant(_)
                | ItemKind::Variable(_)
                | ItemKind::Skipped(_),
                _,
            ) => false,
        }
}

/// Whether two functions are called alike, whatever their parameters are named.
fn is_same_function(a: &Function, b: &Function) -> bool {
    let Function {
        link_name,
        convention,
        parameters,
        variadic,
        result,
    } = a;
    (link_name, convention) == (&b.link_name, &b.convention)
        && (variadic, result) == (&b.variadic, &b.result)
        && parameters.len() == b.parameters.len()
        && parameters
            .iter()
            .zip(&b.parameters)
            .all(|(a, b)| a.ty == b.ty)
}

/// Whether two records have the same text.
fn is_same_record(a: &Record, b: &Record) -> bool {
    let Record {
        is_union,
        packed,
        align,
        fields,
        layout: _,
        by_value: _,
        accessors,
    } = a;
    (*is_union, *packed, *align) == (b.is_union, b.packed, b.align)
        && fields.len() == b.fields.len()
        && fields
            .iter()
            .zip(&b.fields)
            .all(|(a, b)| is_same_field(a, b))
        && is_same_methods(accessors, &b.accessors)
}

/// Whether two items are records whose bit-fields have the same methods.
pub(super) fn has_same_methods(a: &Item, b: &Item) -> bool {
    let (ItemKind::Record(a), ItemKind::Record(b)) = (&a.kind, &b.kind) else {
        return false;
    };
    is_same_methods(&a.accessors, &b.accessors)
}

/// Whether bit-fields have the same methods.
fn is_same_methods(a: &[Accessor], b: &[Accessor]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same_accessor(a, b))
}

/// Whether two fields have the same line.
fn is_same_field(a: &Field, b: &Field) -> bool {
    let Field {
        name,
        ty,
        remark,
        is_padding: _,
        offset: _,
    } = a;
    *name == b.name && *ty == b.ty && *remark == b.remark
}

/// Whether two bit-fields have the same methods.
fn is_same_accessor(a: &Accessor, b: &Accessor) -> bool {
    let Accessor {
        c_name: _,
        getter,
        setter,
        ty,
        integer,
        storage,
        offset_bits: _,
        width,
        pieces,
        place: _,
    } = a;
    (getter, setter, storage, width) == (&b.getter, &b.setter, &b.storage, &b.width)
        && (ty, integer, pieces) == (&b.ty, &b.integer, &b.pieces)
}

/// An item taken apart: what it is without the types at the ends of its types, and these.
#[derive(Debug, Clone)]
pub(super) struct Shape {
    /// The item with `void` for each of them.
    frame: Item,
    /// They, in order.
    leaves: Vec<Leaf>,
}

/// What a type is on all targets of some.
#[derive(Debug, Clone, PartialEq)]
struct Leaf {
    /// The type of Pyrite, where it is the same on all.
    fixed: Option<Type>,
    /// The basic type of C, where it is the same on all.
    name: Option<BasicName>,
}

/// When two types are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Join {
    /// Where both are the same type of Pyrite.
    Width,
    /// Where both are the same type of C.
    Name,
    /// Either.
    Any,
}

impl Shape {
    /// Takes an item apart.
    pub(super) fn of(item: &Item) -> Shape {
        let mut frame = item.clone();
        let mut leaves = Vec::new();
        frame.each_leaf_mut(&mut |leaf| {
            leaves.push(Leaf::of(std::mem::replace(leaf, Type::Void)));
        });
        Shape { frame, leaves }
    }

    /// What both are, if one declaration can be both.
    pub(super) fn join(&self, other: &Shape, how: Join) -> Option<Shape> {
        if self.leaves.len() != other.leaves.len() || !is_same(&self.frame, &other.frame) {
            return None;
        }
        let leaves = self.leaves.iter().zip(&other.leaves);
        Some(Shape {
            frame: self.frame.clone(),
            leaves: leaves.map(|(a, b)| a.join(b, how)).collect::<Option<_>>()?,
        })
    }

    /// The item that says all of them, with `alias` for each type of C whose width differs.
    pub(super) fn assemble(self, mut alias: impl FnMut(BasicName) -> String) -> Item {
        let Shape { mut frame, leaves } = self;
        let mut leaves = leaves.into_iter();
        frame.each_leaf_mut(&mut |leaf| {
            if let Some(Leaf { fixed, name }) = leaves.next() {
                let name = name.map(|name| (name, &mut alias));
                let ty = fixed.or_else(|| name.map(|(name, alias)| Type::Named(alias(name))));
                *leaf = ty.unwrap_or(Type::Void);
            }
        });
        frame
    }

    /// Whether a width differs between those that it was joined of.
    pub(super) fn has_widths(&self) -> bool {
        self.leaves.iter().any(|leaf| leaf.fixed.is_none())
    }
}

impl Leaf {
    /// What a type is on one target.
    fn of(ty: Type) -> Leaf {
        let name = match ty {
            Type::Basic(Basic { name, .. }) => Some(name),
            _ => None,
        };
        Leaf {
            fixed: Some(ty.fixed()),
            name,
        }
    }

    /// What both are.
    fn join(&self, other: &Leaf, how: Join) -> Option<Leaf> {
        let same_width = self.fixed == other.fixed;
        let same_name = self.name == other.name;
        let is_one = match how {
            Join::Width => same_width,
            Join::Name if self.name.is_none() && other.name.is_none() => same_width,
            Join::Name => same_name,
            Join::Any => same_width || (same_name && self.name.is_some()),
        };
        is_one.then(|| Leaf {
            fixed: self.fixed.clone().filter(|_| same_width),
            name: self.name.filter(|_| same_name),
        })
    }
}
