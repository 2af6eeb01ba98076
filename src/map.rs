//! The map phase: C declarations × target → what Pyrite says on that target.
//!
//! Input: [`Decls`]. Output: a [`Module`]. Must come after decls, because it needs clang's
//! evidence, and before merge and emit, because every choice is made here: names, types, layout,
//! what is refused and why.

pub mod alpha;
mod constant;
mod ctype;
pub mod doc;
mod enumeration;
mod function;
mod layout;
pub mod model;
mod names;
mod qualifier;
mod reach;
mod record;
mod renamed;
mod split;
mod typedef;
mod variable;

use std::collections::BTreeSet;

use crate::decls::model::{CType, Declaration, Decls, Source};
use crate::target::Target;
use ctype::Types;
use model::{Dialect, Item, ItemKind, Module, SCHEMA};
use names::Names;

/// Maps what a unit declares to a module for its target.
pub fn map(decls: &Decls, headers: Vec<String>, target: &Target, dialect: Dialect) -> Module {
    let names = Names::assign(&decls.declarations);
    let mut types = Types::new(&decls.declarations, &decls.data_model, &names);
    let mut records = record::lay_out_all(&mut types, &decls.declarations, target);
    let mut items = Vec::with_capacity(decls.declarations.len());
    let mut needed = reach::Reach::default();
    for declaration in &decls.declarations {
        let start = items.len();
        let is_root = match declaration {
            Declaration::Function(function) => {
                items.push(function::function(function, &types, target));
                function.source.in_scope
            }
            Declaration::Record(record) => {
                items.push(record::item(record, &mut records, &types));
                record.source.in_scope
            }
            Declaration::Enumeration(enumeration) => {
                items.extend(enumeration::items(enumeration, &types));
                enumeration.source.in_scope
            }
            Declaration::Typedef(typedef) => {
                items.extend(typedef::item(typedef, &types));
                typedef.source.in_scope
            }
            Declaration::Variable(variable) => {
                items.push(variable::variable(variable, &types, target));
                variable.source.in_scope
            }
            Declaration::Constant(constant) => {
                items.extend(constant::constant(constant, &types));
                true
            }
            Declaration::Renamed(renamed) => {
                items.extend(renamed::item(renamed, &types, target));
                true
            }
            Declaration::Skipped(skipped) => {
                items.push(Item {
                    kind: ItemKind::Skipped(skipped.reason.clone()),
                    ..item(&skipped.name, &skipped.source)
                });
                true
            }
        };
        needed.group(items.len() - start, is_root);
    }
    let mut items = needed.keep(items);
    types.insert_opaque_types(&mut items);
    let module = Module {
        schema: SCHEMA,
        headers,
        target: target.clone(),
        dialect: Dialect::Spec,
        pointer_size: decls.data_model.pointer.size,
        items,
    };
    match dialect {
        Dialect::Spec => module,
        Dialect::Alpha => alpha::lower(module, &plain_chars(decls, &names)),
    }
}

/// The aliases whose C type is plain `char`.
fn plain_chars(decls: &Decls, names: &Names) -> BTreeSet<String> {
    let mut chars = BTreeSet::new();
    for declaration in &decls.declarations {
        if let Declaration::Typedef(typedef) = declaration
            && typedef.target.ty == CType::Char
            && let Some(name) = names.of_type(typedef.id)
        {
            chars.insert(name.to_owned());
        }
    }
    chars
}

/// An item of which only the name and the source are known; the caller says what it is.
fn item(name: &str, source: &Source) -> Item {
    Item {
        name: name.to_owned(),
        c_name: None,
        location: source.location.clone(),
        doc: doc::translate(&source.doc),
        remarks: Vec::new(),
        kind: ItemKind::Opaque,
    }
}

/// An item under the name that the module gives it, which C may call otherwise.
fn named_item(name: &str, c_name: &str, source: &Source) -> Item {
    Item {
        c_name: (name != c_name).then(|| c_name.to_owned()),
        ..item(name, source)
    }
}
