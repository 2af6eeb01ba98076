//! `type X = T`: typedefs and enumerations.

use askama::Template;

use super::text::Name;
use super::types::TypeText;
use crate::map::model::{Dialect, Item, Type};

/// An alias as its template shows it.
#[derive(Template)]
#[template(path = "alias.pyrite")]
pub(super) struct AliasView<'a> {
    /// Its name.
    name: Name<'a>,
    /// What it stands for.
    ty: TypeText<'a>,
}

impl<'a> AliasView<'a> {
    /// The view of an alias.
    pub(super) fn of(item: &'a Item, ty: &'a Type, dialect: Dialect) -> AliasView<'a> {
        AliasView {
            name: Name(&item.name),
            ty: TypeText { ty, dialect },
        }
    }
}
