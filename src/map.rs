//! The map phase: C declarations × target → what Pyrite says on that target.
//!
//! Input: [`Decls`]. Output: a [`Module`]. Must come after decls, because it needs clang's
//! evidence, and before merge and emit, because every choice is made here: names, types, layout,
//! what is refused and why.

pub mod alpha;
mod blocked;
mod constant;
mod ctype;
mod enumeration;
mod expand;
pub mod facts;
mod function;
mod layout;
pub mod model;
mod names;
pub mod naming;
mod qualifier;
mod reach;
mod record;
mod renamed;
mod split;
mod typedef;
mod variable;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::decls::model::{CType, Declaration, Decls, Source};
use crate::doc::Doc;
use crate::error::Error;
use crate::select::Remark;
use crate::target::Target;
use ctype::Types;
use model::{Dialect, Item, ItemKind, Module, SCHEMA};
use names::Names;
use naming::Naming;

/// What the user wants of a module beside what its headers say.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Wanted {
    /// How things shall be called.
    pub naming: Naming,
    /// The libraries to link, by the linker's names.
    pub link: Vec<String>,
    /// A text about the module, one entry a line.
    pub doc: Vec<String>,
}

/// A module, and what the user should know of it.
#[derive(Debug)]
pub struct Mapped {
    /// The module.
    pub module: Module,
    /// What the user asked for and nothing has.
    pub remarks: Vec<Remark>,
}

pub use reach::{references, users};

/// Maps what a unit declares to a module for its target.
///
/// # Errors
/// [`Error::RenameRefused`] for a name that the user gives and that is taken.
/// [`Error::BlockedNeeded`] where something needs by value what the user leaves out.
pub fn map(
    decls: &Decls,
    headers: Vec<String>,
    target: &Target,
    dialect: Dialect,
    wanted: &Wanted,
) -> Result<Mapped, Error> {
    let names = Names::assign(&decls.declarations, &wanted.naming)?;
    let mut types = Types::new(&decls.declarations, &decls.data_model, &names);
    types.select(&decls.selected);
    let mut records = record::lay_out_all(&mut types, &decls.declarations, target);
    let mut items = Vec::with_capacity(decls.declarations.iter().map(most_items).sum());
    let mut needed = reach::Reach::with_capacity(decls.declarations.len());
    for declaration in &decls.declarations {
        if let Some(stand_in) = blocked::stand_in(declaration, decls, &types) {
            needed.group(stand_in.len(), false);
            items.extend(stand_in);
            continue;
        }
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
    let (mut items, mut needed) = needed.keep(items);
    blocked::check(&items, decls, &types)?;
    explain_names(&mut items, &names);
    // A structure's or enumeration's own name is no other word for it.
    let expanded = decls.selected.expanded.iter();
    let expanded = expanded.filter(|id| !types.is_same_as_its_tag(**id));
    let expanded = expanded.filter_map(|id| names.of_type(*id));
    let mut items = expand::expand(items, &expanded.collect(), &mut needed);
    needed.extend(types.insert_opaque_types(&mut items));
    let module = Module {
        schema: SCHEMA,
        headers,
        target: target.clone(),
        dialect: Dialect::Spec,
        data_model: decls.data_model.clone(),
        link: wanted.link.clone(),
        doc: wanted.doc.clone(),
        needed,
        items,
    };
    Ok(Mapped {
        module: match dialect {
            Dialect::Spec => module,
            Dialect::Alpha => alpha::lower(module, &plain_chars(decls, &names)),
        },
        remarks: names.remarks().to_vec(),
    })
}

/// How many items a declaration gives at most, but for a few.
fn most_items(declaration: &Declaration) -> usize {
    match declaration {
        Declaration::Enumeration(enumeration) => enumeration.enumerators.len() + 1,
        Declaration::Function(_)
        | Declaration::Record(_)
        | Declaration::Typedef(_)
        | Declaration::Variable(_)
        | Declaration::Constant(_)
        | Declaration::Renamed(_)
        | Declaration::Skipped(_) => 1,
    }
}

/// Says of each name that keeps its prefix why it does.
fn explain_names(items: &mut [Item], names: &Names) {
    if !names.has_kept() {
        return;
    }
    for item in items {
        let is_type = match item.kind {
            ItemKind::Record(_) | ItemKind::Opaque | ItemKind::Alias(_) => true,
            ItemKind::Function(_) | ItemKind::Constant(_) | ItemKind::Variable(_) => false,
            ItemKind::Skipped(_) => continue,
        };
        let c_name = item.c_name.as_ref().unwrap_or(&item.name);
        let why = names.why_kept(c_name, is_type);
        item.remarks.extend(why.map(str::to_owned));
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
    let said = source.doc.as_ref();
    let mut doc = said.map_or_else(Doc::default, |said| said.text.clone());
    if let Some(facts) = &source.facts {
        facts::append(&mut doc, &facts::of_any(facts, said));
    }
    Item {
        name: name.to_owned(),
        c_name: None,
        location: source.location.clone(),
        doc,
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
