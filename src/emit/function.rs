//! `extern fn`, and the one way in which a long signature breaks.

use std::fmt::{self, Write};

use askama::Template;

use super::layout::{COLUMNS, columns};
use super::text::{Name, Quoted};
use super::types::TypeText;
use crate::map::model::{Dialect, Function, Item};

/// A function as its template shows it.
#[derive(Template)]
#[template(path = "function.pyrite")]
struct FunctionView<'a> {
    /// `@link`
    link: &'a [String],
    /// `@link_name`
    link_name: Option<Quoted<'a>>,
    /// After `extern`.
    convention: Option<Quoted<'a>>,
    /// Its name.
    name: Name<'a>,
    /// Whose parameters are shown.
    function: &'a Function,
    /// Whose spelling the types have.
    dialect: Dialect,
    /// Ends in `...`.
    variadic: bool,
    /// After `->`.
    result: Option<TypeText<'a>>,
    /// Each parameter on a line of its own.
    broken: bool,
}

/// A parameter as the template shows it.
struct ParameterView<'a> {
    /// Its name.
    name: Name<'a>,
    /// Its type.
    ty: TypeText<'a>,
}

/// A function as text.
pub(super) struct FunctionText(String);

impl FunctionText {
    /// The text of a function; it breaks where the line would be wider than [`COLUMNS`].
    pub(super) fn of(
        item: &Item,
        function: &Function,
        dialect: Dialect,
        link: &[String],
    ) -> FunctionText {
        let mut view = FunctionView {
            link,
            link_name: function.link_name.as_deref().map(Quoted),
            convention: function.convention.as_deref().map(Quoted),
            name: Name(&item.name),
            function,
            dialect,
            variadic: function.variadic,
            result: function.result.as_ref().map(|ty| TypeText { ty, dialect }),
            broken: false,
        };
        let mut text = view.text();
        let has_list = function.variadic || !function.parameters.is_empty();
        let width = text.lines().next_back().map_or(0, columns);
        if has_list && width > COLUMNS {
            view.broken = true;
            text = view.text();
        }
        FunctionText(text)
    }

    /// Writes it.
    pub(super) fn write(&self, out: &mut dyn Write) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl<'a> FunctionView<'a> {
    /// Its text.
    fn text(&self) -> String {
        let mut text = String::with_capacity(COLUMNS * 2);
        // Writing to a `String` does not fail, and no template calls what could.
        let _ = self.render_into(&mut text);
        text
    }

    /// The libraries that have it.
    fn libraries(&self) -> impl Iterator<Item = Quoted<'a>> {
        self.link.iter().map(|library| Quoted(library))
    }

    /// The parameters.
    fn parameters(&self) -> impl Iterator<Item = ParameterView<'a>> {
        let dialect = self.dialect;
        self.function
            .parameters
            .iter()
            .map(move |parameter| ParameterView {
                name: Name(&parameter.name),
                ty: TypeText {
                    ty: &parameter.ty,
                    dialect,
                },
            })
    }
}
