//! What Pyrite says on all targets of a run: the merged module, which is also the document that
//! `--emit=json` writes for several targets.

use std::borrow::Cow;

use serde::Serialize;

use crate::decls::model::Layout;
use crate::map::model::{self as mapped, Dialect};
use crate::target::Target;
use crate::target::condition::Condition;

/// A module for one target or more. What the targets have in common is borrowed from theirs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Module<'m> {
    /// [`mapped::SCHEMA`].
    pub schema: u32,
    /// The named headers, as an `#include` would spell them.
    pub headers: Cow<'m, [String]>,
    /// The targets, in the order of the table, whatever the order they were named in.
    pub targets: Vec<Target>,
    /// The form of the text.
    pub dialect: Dialect,
    /// The libraries that have the symbols, by the linker's names.
    pub link: Cow<'m, [String]>,
    /// A text about the module, one entry a line.
    pub doc: Cow<'m, [String]>,
    /// What it takes from other modules.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub imports: Vec<Import>,
    /// In the order of the text.
    pub items: Vec<Item<'m>>,
}

/// Names that another module defines, and where this one takes them from it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Import {
    /// Where: `None` on all targets.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<Condition>,
    /// The module's name: words with dots between them.
    pub module: String,
    /// The names, sorted; one at least.
    pub names: Vec<String>,
}

/// One item, and where it exists.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Item<'m> {
    /// Where: `None` on all targets.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<Condition>,
    /// What it is. A record's layout and its fields' offsets are those of the first target that
    /// has it.
    pub declaration: Cow<'m, mapped::Item>,
    /// A record's layouts, where there is more than one target.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub layouts: Vec<Placed>,
    /// How much of the declaration the item is.
    #[serde(skip_serializing_if = "Part::is_whole")]
    pub part: Part,
}

/// How much of a declaration an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// All of it.
    Whole,
    /// A record without the methods of its bit-fields, which are items of their own.
    Fields,
    /// These methods.
    Methods,
}

impl Part {
    /// Whether it is all.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
    fn is_whole(&self) -> bool {
        *self == Part::Whole
    }
}

/// The layout of a record on some targets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Placed {
    /// The targets' triples.
    pub targets: Vec<String>,
    /// Size and alignment in bytes.
    pub layout: Layout,
    /// Where each field stands, in bytes.
    pub offsets: Vec<u64>,
}

impl<'m> Module<'m> {
    /// All but the items of the module of one target.
    pub fn without_items(module: &'m mapped::Module) -> Module<'m> {
        Module {
            schema: module.schema,
            headers: Cow::Borrowed(&module.headers),
            targets: vec![module.target.clone()],
            dialect: module.dialect,
            link: Cow::Borrowed(&module.link),
            doc: Cow::Borrowed(&module.doc),
            imports: Vec::new(),
            items: Vec::new(),
        }
    }

    /// Its declarations, each once, whatever its forms: these stand one below the other. What
    /// is skipped is not a form of what other targets have.
    pub fn declarations(&self) -> impl Iterator<Item = &mapped::Item> {
        let previous = [None].into_iter().chain(self.items.iter().map(Some));
        let items = self.items.iter().zip(previous).filter(|(item, previous)| {
            let is_skipped =
                |item: &Item<'_>| matches!(item.declaration.kind, mapped::ItemKind::Skipped(_));
            is_skipped(item)
                || previous.is_none_or(|previous| {
                    is_skipped(previous) || previous.declaration.name != item.declaration.name
                })
        });
        items.map(|(item, _)| &*item.declaration)
    }
}

impl<'m> From<&'m mapped::Module> for Module<'m> {
    /// One target is a merge of one.
    fn from(module: &'m mapped::Module) -> Module<'m> {
        Module {
            items: module.items.iter().map(Item::from).collect(),
            ..Module::without_items(module)
        }
    }
}

impl<'m> From<&'m mapped::Item> for Item<'m> {
    /// An item that exists on all targets.
    fn from(declaration: &'m mapped::Item) -> Item<'m> {
        Item {
            condition: None,
            declaration: Cow::Borrowed(declaration),
            layouts: Vec::new(),
            part: Part::Whole,
        }
    }
}
