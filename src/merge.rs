//! The merge phase: the modules of several targets → one that is right on each of them.
//!
//! Input: a mapped [`Module`] for each target. Output: a [`model::Module`] whose items stand under
//! the conditions that select, for each target, exactly what its own module says. It must come
//! after map, because the targets' modules are compared as what Pyrite says, and before emit,
//! which only lays it out.
//!
//! 1. `order`: which items are the same declaration, and in which order they stand;
//! 2. `form`, `shape`: in how many forms it must be written; `basic`: forms that differ only in the
//!    width of a basic type of C are one; `names`: those that differ in names of parameters, too;
//! 3. `separate`: the simplest condition for each; `portability`, `words`: the same for people.

mod basic;
pub mod fault;
mod form;
pub mod model;
mod names;
mod order;
pub(crate) mod portability;
pub mod separate;
mod shape;
pub mod summary;
pub mod words;

use std::borrow::Cow;

use crate::doc::Doc;
use crate::map::model::{Item, ItemKind, Module};
use crate::target::condition::Condition;
use crate::target::set::Set;
use crate::target::{DataModel, Target};
use basic::Aliases;
use fault::Fault;
use form::{Form, Forms};
use model::{Part, Placed};
use separate::Separator;
use summary::{Likeness, Summary};

/// A merged module, and how much of it the targets have in common.
#[derive(Debug)]
pub struct Merged<'m> {
    /// The module.
    pub module: model::Module<'m>,
    /// What it was made of.
    pub summary: Summary,
    /// The modules of its targets, in the order of these.
    pub modules: &'m [Module],
    /// The names of C's basic types that only the merged module has: `c_long`.
    pub basic: Vec<String>,
}

/// A merge on its way.
struct Merge<'m> {
    /// The targets' modules, in canonical order.
    modules: &'m [Module],
    /// Their targets.
    targets: Vec<Target>,
    /// The widths of C's types on each.
    models: Vec<DataModel>,
    /// The aliases that are needed.
    aliases: Aliases,
    /// The conditions.
    separator: Separator,
    /// The items.
    items: Vec<model::Item<'m>>,
}

/// Makes one module of those of several targets. They are sorted, so that their order does not
/// matter.
///
/// # Errors
/// [`Fault`] where they are not modules of the same headers and form, or where no condition tells
/// two of their targets apart.
pub fn merge(modules: &mut [Module]) -> Result<Merged<'_>, Fault> {
    modules.sort_by(|a, b| a.target.rank().cmp(&b.target.rank()));
    let modules: &[Module] = modules;
    let first = fault::check(modules)?;
    let targets: Vec<Target> = modules.iter().map(|it| it.target.clone()).collect();
    let mut merge = Merge {
        modules,
        separator: Separator::new(&targets),
        targets,
        models: modules.iter().map(|it| it.data_model.clone()).collect(),
        aliases: Aliases::default(),
        items: Vec::with_capacity(first.items.len()),
    };
    let mut summary = Summary::new(merge.targets.iter().map(|it| it.triple.clone()).collect());
    for declared in order::order(modules) {
        let forms = Forms::of(&declared, |name| merge.aliases.name(name, modules));
        summary.note(
            forms.parts.first().map(|form| &*form.item),
            merge.likeness(&forms),
            forms.whole.iter().map(|set| merge.place(*set)),
        );
        let everywhere = forms.whole.iter().fold(Set::default(), |a, b| a.union(*b));
        let portability = merge.portability(everywhere);
        for form in forms.parts {
            merge.push(form, portability.as_deref())?;
        }
    }
    let items = merge.with_definitions()?;
    let basic = merge.aliases.names();
    Ok(Merged {
        module: model::Module {
            schema: first.schema,
            headers: Cow::Borrowed(&first.headers),
            targets: modules.iter().map(|it| it.target.clone()).collect(),
            dialect: first.dialect,
            link: Cow::Borrowed(&first.link),
            doc: Cow::Borrowed(&first.doc),
            imports: Vec::new(),
            items,
        },
        summary,
        modules,
        basic,
    })
}

impl<'m> Merge<'m> {
    /// How much the targets have in common of a declaration.
    fn likeness(&self, forms: &Forms<'m>) -> Likeness {
        let has_double = || {
            let mut items = forms.parts.iter().map(|form| &*form.item);
            items.any(|item| self.aliases.has_double(item))
        };
        match forms.whole.as_slice() {
            [set] if set.len() < self.targets.len() => Likeness::Partial,
            [_] if forms.has_aliases && has_double() => Likeness::Doubles,
            [_] if forms.has_aliases => Likeness::Widths,
            [_] => Likeness::Identical,
            _ => Likeness::Different,
        }
    }

    /// Adds one form of a declaration to the module. `portability` says where any of its forms is.
    fn push(&mut self, form: Form<'m>, portability: Option<&str>) -> Result<(), Fault> {
        let Form {
            set,
            items,
            mut item,
            part,
        } = form;
        let condition = self.condition(set, &item.name)?;
        let place = |set: Set| self.place(set);
        let doc = Doc::from(words::doc(&items, &item, portability, place));
        let remarks = words::remarks(&items, &item, place);
        let has_lead = part != Part::Methods && !matches!(item.kind, ItemKind::Skipped(_));
        if has_lead && (doc != item.doc || remarks != item.remarks) {
            let item = item.to_mut();
            item.doc = doc;
            item.remarks = remarks;
        }
        self.items.push(model::Item {
            condition,
            layouts: match part {
                Part::Whole | Part::Fields => self.layouts(&items),
                Part::Methods => Vec::new(),
            },
            declaration: item,
            part,
        });
        Ok(())
    }

    /// The condition for some of the targets, on which a declaration has another form.
    fn condition(&mut self, set: Set, name: &str) -> Result<Option<Condition>, Fault> {
        let separated = self.separator.condition(set);
        separated.map_err(|pair| Fault::inseparable(name, pair, &self.targets))
    }

    /// The items, with the definitions of the aliases that they need above them.
    fn with_definitions(&mut self) -> Result<Vec<model::Item<'m>>, Fault> {
        let items = std::mem::take(&mut self.items);
        for (item, set) in self.aliases.definitions(self.modules) {
            let condition = self.condition(set, &item.name)?;
            self.items.push(model::Item {
                condition,
                declaration: Cow::Owned(item),
                layouts: Vec::new(),
                part: Part::Whole,
            });
        }
        self.items.extend(items);
        Ok(std::mem::take(&mut self.items))
    }

    /// The layouts of a record.
    fn layouts(&self, items: &[(usize, &Item)]) -> Vec<Placed> {
        let mut all: Vec<Placed> = Vec::new();
        for (target, item) in items {
            let (ItemKind::Record(record), Some(target)) = (&item.kind, self.targets.get(*target))
            else {
                continue;
            };
            let offsets: Vec<u64> = record.fields.iter().map(|field| field.offset).collect();
            let known = all
                .iter_mut()
                .find(|it| it.layout == record.layout && it.offsets == offsets);
            match known {
                Some(known) => known.targets.push(target.triple.clone()),
                None => all.push(Placed {
                    targets: vec![target.triple.clone()],
                    layout: record.layout,
                    offsets,
                }),
            }
        }
        all
    }

    /// Where a declaration exists, in words; `None` for everywhere.
    fn portability(&self, set: Set) -> Option<String> {
        portability::class(set, &self.targets, &self.models)
    }

    /// The same, to stand behind `on`.
    fn place(&self, set: Set) -> String {
        let class = self.portability(set).unwrap_or_else(|| "all".to_owned());
        match class.split_once(" targets only: ") {
            Some((_, triples)) => triples.to_owned(),
            None => class.trim_end_matches(" only").to_owned(),
        }
    }
}
