//! Types of which nothing is known but the name.

use askama::Template;

use super::text::Name;
use crate::map::model::{Dialect, Item};

/// An opaque type as its template shows it.
#[derive(Template)]
#[template(path = "opaque.pyrite")]
pub(super) struct OpaqueView<'a> {
    /// Its name.
    name: Name<'a>,
    /// As a structure without content, which is what alpha has.
    alpha: bool,
}

impl<'a> OpaqueView<'a> {
    /// The view of an opaque type.
    pub(super) fn of(item: &'a Item, dialect: Dialect) -> OpaqueView<'a> {
        OpaqueView {
            name: Name(&item.name),
            alpha: dialect == Dialect::Alpha,
        }
    }
}
