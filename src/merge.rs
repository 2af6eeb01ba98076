//! The merge phase: the modules of several targets → one that is right on each of them.
//!
//! Input: a mapped [`Module`] for each target. Output: a [`model::Module`] whose items stand under
//! the conditions that select, for each target, exactly what its own module says. It must come
//! after map, because the targets' modules are compared as what Pyrite says, and before emit,
//! which only lays it out.
//!
//! 1. `order`: which items are the same declaration, and in which order they stand;
//! 2. `shape`: in how many forms it must be written; `basic`: forms that differ only in the width
//!    of a basic type of C are one;
//! 3. `separate`: the simplest condition for each; `portability`, `words`: the same for people.

mod basic;
pub mod fault;
pub mod model;
mod order;
mod portability;
mod separate;
mod shape;
pub mod summary;
pub mod words;

use std::borrow::Cow;

use crate::map::model::{Item, ItemKind, Module};
use crate::target::condition::Condition;
use crate::target::set::Set;
use crate::target::{DataModel, Target};
use basic::Aliases;
use fault::Fault;
use model::Placed;
use order::Declared;
use separate::Separator;
use shape::{Join, Shape};
use summary::{Likeness, Summary};

/// A merged module, and how much of it the targets have in common.
#[derive(Debug)]
pub struct Merged<'m> {
    /// The module.
    pub module: model::Module<'m>,
    /// What it was made of.
    pub summary: Summary,
}

/// One form of a declaration, and the targets that have it.
struct Form<'m> {
    /// The targets.
    set: Set,
    /// What it is on each of them.
    items: Vec<(usize, &'m Item)>,
    /// The item that says all of them.
    item: Cow<'m, Item>,
    /// Its types name aliases of C's basic types.
    has_aliases: bool,
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
        let forms = merge.forms(&declared);
        summary.note(
            forms.first().map(|form| &*form.item),
            merge.likeness(&forms),
            forms.iter().map(|form| merge.place(form.set)),
        );
        let everywhere = forms
            .iter()
            .fold(Set::default(), |all, it| all.union(it.set));
        let portability = merge.portability(everywhere);
        for form in forms {
            merge.push(form, portability.as_deref())?;
        }
    }
    let items = merge.with_definitions()?;
    Ok(Merged {
        module: model::Module {
            schema: first.schema,
            headers: Cow::Borrowed(&first.headers),
            targets: modules.iter().map(|it| it.target.clone()).collect(),
            dialect: first.dialect,
            link: Cow::Borrowed(&first.link),
            items,
        },
        summary,
    })
}

impl<'m> Merge<'m> {
    /// The forms of one declaration, as few as there can be.
    fn forms(&mut self, declared: &Declared<'m>) -> Vec<Form<'m>> {
        let items: Vec<(usize, &Item)> = declared.items().collect();
        let Some((first, others)) = items.split_first() else {
            return Vec::new();
        };
        if others.iter().all(|(_, item)| shape::is_same(first.1, item)) {
            let item = Cow::Borrowed(first.1);
            return vec![Form::new(items, item)];
        }
        let shapes: Vec<Shape> = items.iter().map(|(_, item)| Shape::of(item)).collect();
        let ways = [Join::Width, Join::Name, Join::Any].map(|how| classes(&shapes, how));
        let fewest = ways.into_iter().min_by_key(Vec::len).unwrap_or_default();
        fewest
            .into_iter()
            .map(|(shape, members)| {
                let members = members.iter().filter_map(|member| items.get(*member));
                let alias = |name| self.aliases.name(name, self.modules);
                Form {
                    has_aliases: shape.has_widths(),
                    ..Form::new(
                        members.copied().collect(),
                        Cow::Owned(shape.assemble(alias)),
                    )
                }
            })
            .collect()
    }

    /// How much the targets have in common of a declaration.
    fn likeness(&self, forms: &[Form<'m>]) -> Likeness {
        match forms {
            [form] if form.set.len() < self.targets.len() => Likeness::Partial,
            [form] if form.has_aliases && self.aliases.has_double(&form.item) => Likeness::Doubles,
            [form] if form.has_aliases => Likeness::Widths,
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
            has_aliases: _,
        } = form;
        let condition = self.condition(set, &item.name)?;
        let place = |set: Set| self.place(set);
        let doc = words::doc(&items, portability, place);
        let remarks = words::remarks(&items, place);
        if !matches!(item.kind, ItemKind::Skipped(_))
            && (doc != item.doc || remarks != item.remarks)
        {
            let item = item.to_mut();
            item.doc = doc;
            item.remarks = remarks;
        }
        self.items.push(model::Item {
            condition,
            layouts: self.layouts(&items),
            declaration: item,
        });
        Ok(())
    }

    /// The condition for some of the targets, on which a declaration has another form.
    fn condition(&mut self, set: Set, name: &str) -> Result<Option<Condition>, Fault> {
        self.separator.condition(set).map_err(|pair| {
            let triple = |index: usize| self.targets.get(index).map(|it| it.triple.clone());
            Fault::Inseparable {
                name: name.to_owned(),
                targets: [pair.inside, pair.outside].map(|it| triple(it).unwrap_or_default()),
            }
        })
    }

    /// The items, with the definitions of the aliases that they need above them.
    fn with_definitions(mut self) -> Result<Vec<model::Item<'m>>, Fault> {
        let items = std::mem::take(&mut self.items);
        for (item, set) in self.aliases.definitions(self.modules) {
            let condition = self.condition(set, &item.name)?;
            self.items.push(model::Item {
                condition,
                declaration: Cow::Owned(item),
                layouts: Vec::new(),
            });
        }
        self.items.extend(items);
        Ok(self.items)
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
        class.trim_end_matches(" only").to_owned()
    }
}

impl<'m> Form<'m> {
    /// A form of some targets' items.
    fn new(items: Vec<(usize, &'m Item)>, item: Cow<'m, Item>) -> Form<'m> {
        Form {
            set: items.iter().map(|(target, _)| *target).collect(),
            items,
            item,
            has_aliases: false,
        }
    }
}

/// Sorts shapes into classes, each of which is one; gives what a class is and its members.
fn classes(shapes: &[Shape], how: Join) -> Vec<(Shape, Vec<usize>)> {
    let mut classes: Vec<(Shape, Vec<usize>)> = Vec::new();
    for (member, shape) in shapes.iter().enumerate() {
        let joined = classes
            .iter()
            .enumerate()
            .find_map(|(class, (known, _))| known.join(shape, how).map(|joined| (class, joined)));
        match joined.and_then(|(class, joined)| Some((classes.get_mut(class)?, joined))) {
            Some((class, joined)) => {
                class.0 = joined;
                class.1.push(member);
            }
            None => classes.push((shape.clone(), vec![member])),
        }
    }
    classes
}
