//! Types without aliases, `usize`, `void *` and `Option`.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Reason;
use crate::map::model::{
    Constant, Function, Item, ItemKind, Module, Record, Signature, Type, Variable,
};

/// The most parts of a type that is expanded in place. A chain of typedefs of function pointers
/// that each name the one before twice doubles with every link; nobody reads what lies beyond.
const MOST_PARTS: usize = 256;

/// The items of a module with every type expanded. Aliases vanish, but for those that are too
/// large to expand: they are skipped, and so is what needs them. Those of `chars` stand for C's
/// plain `char`, which is a byte of text where it is pointed to or in an array.
pub(super) fn expand(module: &Module, chars: &BTreeSet<String>) -> Vec<Item> {
    let mut targets = BTreeMap::new();
    for item in &module.items {
        if let ItemKind::Alias(ty) = &item.kind {
            targets.entry(item.name.as_str()).or_insert(ty);
        }
    }
    let mut expansion = Expansion {
        targets,
        done: BTreeMap::new(),
        open: BTreeSet::new(),
        chars,
        word: u8::try_from(module.data_model.pointer.size.saturating_mul(8)).unwrap_or(64),
    };
    module
        .items
        .iter()
        .filter_map(|item| {
            Some(Item {
                kind: expansion.kind(item)?,
                ..item.clone()
            })
        })
        .collect()
}

/// The aliases of a module and what they stand for.
struct Expansion<'a> {
    /// As written.
    targets: BTreeMap<&'a str, &'a Type>,
    /// Expanded; `None` for those too large.
    done: BTreeMap<&'a str, Option<Type>>,
    /// Those being expanded, so that an alias of itself ends.
    open: BTreeSet<&'a str>,
    /// Those of plain `char`.
    chars: &'a BTreeSet<String>,
    /// The width of a pointer in bits.
    word: u8,
}

impl<'a> Expansion<'a> {
    /// An item's kind with its types expanded; `None` for an alias.
    fn kind(&mut self, item: &'a Item) -> Option<ItemKind> {
        Some(match &item.kind {
            ItemKind::Function(function) => {
                let mut function: Box<Function> = function.clone();
                for parameter in &mut function.parameters {
                    parameter.ty = self.ty(&parameter.ty);
                }
                function.result = function.result.map(|ty| self.ty(&ty));
                // An alias of `void` is no result either.
                function.result = function.result.filter(|ty| *ty != Type::Void);
                ItemKind::Function(function)
            }
            ItemKind::Record(record) => {
                let mut record: Box<Record> = record.clone();
                for field in &mut record.fields {
                    field.ty = self.ty(&field.ty);
                }
                ItemKind::Record(record)
            }
            ItemKind::Alias(_) => match self.alias(&item.name) {
                Some(_) => return None,
                None => ItemKind::Skipped(Reason::NotInAlpha(format!(
                    "aliases of over {MOST_PARTS} parts"
                ))),
            },
            ItemKind::Constant(constant) => ItemKind::Constant(Constant {
                ty: self.ty(&constant.ty),
                value: constant.value.clone(),
            }),
            ItemKind::Variable(variable) => ItemKind::Variable(Variable {
                ty: self.ty(&variable.ty),
                ..variable.clone()
            }),
            ItemKind::Opaque => ItemKind::Opaque,
            ItemKind::Skipped(reason) => ItemKind::Skipped(reason.clone()),
        })
    }

    /// What an alias stands for; `None` where it is no alias, or one too large.
    fn alias(&mut self, name: &str) -> Option<Type> {
        if let Some(done) = self.done.get(name) {
            return done.clone();
        }
        let (&name, &target) = self.targets.get_key_value(name)?;
        if !self.open.insert(name) {
            return None;
        }
        let ty = self.ty(target);
        self.open.remove(name);
        let cyclic = matches!(&ty, Type::Named(other) if self.targets.contains_key(other.as_str()));
        let expanded = (!cyclic && parts(&ty) <= MOST_PARTS).then_some(ty);
        self.done.insert(name, expanded.clone());
        expanded
    }

    /// A type with everything in it expanded.
    fn ty(&mut self, ty: &Type) -> Type {
        match ty {
            Type::Named(name) => self.alias(name).unwrap_or_else(|| ty.clone()),
            // Alpha has no `Option`: its function pointers may be null.
            Type::Optional(function) => self.ty(function),
            Type::Usize => Type::Uint(self.word),
            Type::Isize => Type::Int(self.word),
            Type::Pointer { mutable, pointee } => {
                let mut pointee = self.stored(pointee);
                if pointee == Type::Void {
                    pointee = Type::Uint(8);
                }
                Type::Pointer {
                    mutable: *mutable,
                    pointee: Box::new(pointee),
                }
            }
            Type::Array { element, len } => Type::Array {
                element: Box::new(self.stored(element)),
                len: *len,
            },
            Type::Function(function) => Type::Function(Box::new(Signature {
                nullable: false,
                convention: function.convention.clone(),
                parameters: function.parameters.iter().map(|ty| self.ty(ty)).collect(),
                variadic: function.variadic,
                result: self.ty(&function.result),
            })),
            Type::Void
            | Type::Bool
            | Type::Int(_)
            | Type::Uint(_)
            | Type::Float(_)
            | Type::Basic(_)
            | Type::Str => ty.clone(),
        }
    }
}

impl Expansion<'_> {
    /// A type that is pointed to or in an array, expanded.
    fn stored(&mut self, ty: &Type) -> Type {
        let mut named = ty;
        // No chain of aliases is longer than there are aliases.
        for _ in 0..=self.targets.len() {
            match named {
                Type::Named(name) if self.chars.contains(name) => return Type::Uint(8),
                Type::Named(name) => match self.targets.get(name.as_str()) {
                    Some(target) => named = target,
                    None => break,
                },
                Type::Void
                | Type::Bool
                | Type::Int(_)
                | Type::Uint(_)
                | Type::Isize
                | Type::Usize
                | Type::Float(_)
                | Type::Basic(_)
                | Type::Str
                | Type::Pointer { .. }
                | Type::Array { .. }
                | Type::Optional(_)
                | Type::Function { .. } => break,
            }
        }
        self.ty(ty)
    }
}

/// How many parts a type is made of.
fn parts(ty: &Type) -> usize {
    // `Option` vanishes in alpha.
    let own = usize::from(!matches!(ty, Type::Optional(_)));
    own + ty.parts().map(parts).sum::<usize>()
}
