//! The forms in which a declaration must be written, as few as there can be.

use std::borrow::Cow;

use super::model::Part;
use super::names;
use super::order::Declared;
use super::shape::{self, Join, Shape};
use crate::map::model::{BasicName, Item, ItemKind};
use crate::target::set::Set;

/// The forms of a declaration.
pub(super) struct Forms<'m> {
    /// The targets of each, where a record's methods are part of it.
    pub(super) whole: Vec<Set>,
    /// The only form names aliases of C's basic types.
    pub(super) has_aliases: bool,
    /// What is written, in order.
    pub(super) parts: Vec<Form<'m>>,
}

/// One form of a declaration or of a part of it, and the targets that have it.
pub(super) struct Form<'m> {
    /// The targets.
    pub(super) set: Set,
    /// What the declaration is on each of them.
    pub(super) items: Vec<(usize, &'m Item)>,
    /// The item that says all of them.
    pub(super) item: Cow<'m, Item>,
    /// How much of it this is.
    pub(super) part: Part,
}

/// Shapes that are one: what they are together, and which they are.
type Class = (Shape, Vec<usize>);

impl<'m> Forms<'m> {
    /// The forms of a declaration; `alias` gives the names of C's basic types.
    pub(super) fn of(
        declared: &Declared<'m>,
        mut alias: impl FnMut(BasicName) -> String,
    ) -> Forms<'m> {
        let items: Vec<(usize, &Item)> = declared.items().collect();
        let first = items.first().map(|(_, item)| *item);
        if let Some(first) = first
            && items.iter().all(|(_, item)| shape::is_same(first, item))
        {
            let form = Form::new(items, Cow::Borrowed(first), Part::Whole);
            return Forms {
                whole: vec![form.set],
                has_aliases: false,
                parts: vec![form],
            };
        }
        let whole = fewest(items.iter().map(|(_, item)| Shape::of(item)));
        let of = |members: &[usize]| -> Vec<(usize, &'m Item)> {
            let members = members.iter().filter_map(|member| items.get(*member));
            members.copied().collect()
        };
        let sets = whole.iter().map(|(_, members)| set(&of(members)));
        let forms = Forms {
            whole: sets.collect(),
            has_aliases: matches!(whole.as_slice(), [(shape, _)] if shape.has_widths()),
            parts: Vec::new(),
        };
        let (fields, methods, part) = match apart(&items, whole.len()) {
            Some((fields, methods)) => (fields, methods, Part::Fields),
            None => (whole, Vec::new(), Part::Whole),
        };
        let fields = fields.into_iter().map(|(shape, members)| {
            let item = Cow::Owned(shape.assemble(&mut alias));
            Form::new(of(&members), item, part)
        });
        let methods = methods.iter().filter_map(|members| {
            let items = of(members);
            let item = Cow::Borrowed(items.first()?.1);
            Some(Form::new(items, item, Part::Methods))
        });
        Forms {
            parts: fields.chain(methods).collect(),
            ..forms
        }
    }
}

impl<'m> Form<'m> {
    /// A form of some targets' items.
    fn new(items: Vec<(usize, &'m Item)>, mut item: Cow<'m, Item>, part: Part) -> Form<'m> {
        names::choose(&mut item, &items);
        Form {
            set: set(&items),
            items,
            item,
            part,
        }
    }
}

/// The targets of items.
fn set(items: &[(usize, &Item)]) -> Set {
    items.iter().map(|(target, _)| *target).collect()
}

/// A record's fields and its methods, each in as few classes as there can be, if both together are
/// fewer than they are as one in so many: the order of bytes changes the methods and not the
/// fields, an alignment the fields and not the methods.
fn apart(items: &[(usize, &Item)], whole: usize) -> Option<(Vec<Class>, Vec<Vec<usize>>)> {
    let mut methods: Vec<Vec<usize>> = Vec::new();
    let mut without = Vec::with_capacity(items.len());
    for (member, (_, item)) in items.iter().enumerate() {
        let mut bare = Item::clone(item);
        if let ItemKind::Record(record) = &mut bare.kind
            && !std::mem::take(&mut record.accessors).is_empty()
        {
            let known = methods.iter_mut().find(|known| {
                let first = known.first().and_then(|first| items.get(*first));
                first.is_some_and(|(_, first)| shape::has_same_methods(first, item))
            });
            match known {
                Some(known) => known.push(member),
                None => methods.push(vec![member]),
            }
        }
        without.push(bare);
    }
    if methods.is_empty() {
        return None;
    }
    let fields = fewest(without.iter().map(Shape::of));
    (fields.len() + methods.len() < 2 * whole).then_some((fields, methods))
}

/// Sorts shapes into as few classes as there can be.
fn fewest(shapes: impl Iterator<Item = Shape>) -> Vec<Class> {
    let shapes: Vec<Shape> = shapes.collect();
    let ways = [Join::Width, Join::Name, Join::Any].map(|how| classes(&shapes, how));
    let fewest = ways.into_iter().min_by_key(Vec::len);
    fewest.unwrap_or_default()
}

/// Sorts shapes into classes, each of which is one; gives what a class is and its members.
fn classes(shapes: &[Shape], how: Join) -> Vec<Class> {
    let mut classes: Vec<Class> = Vec::new();
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
