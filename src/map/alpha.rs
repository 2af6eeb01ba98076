//! The alpha pass: a module of the specification → one that the alpha 1.1 compiler takes.
//!
//! Input: a mapped module in the spec dialect. Output: the same declarations as alpha can say
//! them, or skipped with the reason. It comes after every other pass of map, because what alpha
//! lacks (aliases, unions, `usize`, forward references) is decided on finished Pyrite types.
//!
//! The steps, in the order that they need each other:
//! 1. `expand`: aliases, `usize`, `void *` and `Option` vanish from every type;
//! 2. `record`: what is not a plain structure becomes storage, or is refused;
//! 3. `function`, `constant`: what alpha cannot call or write is refused;
//! 4. `order`: types move before their first use, and pointers that would still look forward
//!    become `*mut u8`.

mod constant;
mod expand;
mod function;
mod names;
mod order;
mod pointer;
#[cfg(test)]
mod properties;
mod record;
mod spell;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use crate::diagnostic::Reason;
use crate::map::model::{Dialect, Item, ItemKind, Module};

/// Lowers a module of the spec dialect to the alpha dialect.
///
/// No declaration is lost: every item but an alias stays, as itself or as skipped, and an alias
/// stays in every type that named it. `struct node { struct node *next; };` becomes
///
/// ```text
/// @repr(C)
/// struct node:
///     next: *mut u8  # struct node *
/// ```
///
/// `chars` are the aliases that stand for C's plain `char`: alpha has no aliases, and where such a
/// name is pointed to, `const gchar *`, it is text like `const char *`, so `*const u8`.
pub fn lower(module: Module, chars: &BTreeSet<String>) -> Module {
    let module = module.fixed();
    let mut items = expand::expand(&module, chars);
    let facts = record::Facts::of(&module, &items);
    record::store(&mut items, &facts);
    let refused = record::refuse(&mut items);
    let passable = function::passable(&items, module.data_model.pointer.size);
    for item in &mut items {
        let refusal = match &item.kind {
            ItemKind::Function(call) => function::refusal(&item.name, call, &refused, &passable),
            ItemKind::Constant(constant) => constant::refusal(constant),
            ItemKind::Variable(_) => Some(Reason::NotInAlpha("extern variables".to_owned())),
            ItemKind::Record(_) | ItemKind::Opaque | ItemKind::Alias(_) | ItemKind::Skipped(_) => {
                None
            }
        };
        if let Some(reason) = refusal {
            item.kind = ItemKind::Skipped(reason);
        }
    }
    let items = with_stand_ins(items, &refused);
    Module {
        dialect: Dialect::Alpha,
        items: order::order(items, &passable, facts.tags()),
        ..module
    }
}

/// Adds an opaque type after each refused one that a pointer needs. A function pointer that has
/// one by value is said without its name.
fn with_stand_ins(items: Vec<Item>, refused: &record::Refused) -> Vec<Item> {
    let mut pointed = BTreeSet::new();
    for item in &items {
        names::of_item(item, |name, mention| {
            if mention == names::Mention::PointsTo && refused.contains(name) {
                pointed.insert(name.to_owned());
            }
        });
    }
    let mut all = Vec::with_capacity(items.len() + pointed.len());
    for item in items {
        let stand_in = (refused.contains(&item.name)
            && matches!(item.kind, ItemKind::Skipped(_))
            && pointed.remove(&item.name))
        .then(|| Item {
            kind: ItemKind::Opaque,
            ..item.clone()
        });
        all.push(item);
        all.extend(stand_in);
    }
    all
}
