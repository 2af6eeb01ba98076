//! `extern let` and `extern var`.

use askama::Template;

use super::text::{Name, Quoted};
use super::types::TypeText;
use crate::map::model::{Dialect, Item, Variable};

/// A global variable as its template shows it.
#[derive(Template)]
#[template(path = "variable.pyrite")]
pub(super) struct VariableView<'a> {
    /// `@link`
    link: &'a [String],
    /// `@link_name`
    link_name: Option<Quoted<'a>>,
    /// `let` or `var`.
    keyword: &'static str,
    /// Its name.
    name: Name<'a>,
    /// Its type.
    ty: TypeText<'a>,
}

impl<'a> VariableView<'a> {
    /// The view of a variable.
    pub(super) fn of(
        item: &'a Item,
        variable: &'a Variable,
        dialect: Dialect,
        link: &'a [String],
    ) -> VariableView<'a> {
        VariableView {
            link,
            link_name: variable.link_name.as_deref().map(Quoted),
            keyword: if variable.mutable { "var" } else { "let" },
            name: Name(&item.name),
            ty: TypeText {
                ty: &variable.ty,
                dialect,
            },
        }
    }

    /// The libraries that have it.
    fn libraries(&self) -> impl Iterator<Item = Quoted<'a>> {
        self.link.iter().map(|library| Quoted(library))
    }
}
