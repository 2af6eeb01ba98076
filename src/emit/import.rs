//! `from NAME import A, B`, and the one way in which a long list breaks.

use askama::Template;

use super::condition::Above;
use super::layout::{COLUMNS, LastLine};
use super::text::Name;
use crate::merge::model::Import;

/// An import as its template shows it.
#[derive(Template)]
#[template(path = "import.pyrite")]
pub(super) struct ImportView<'a> {
    /// A blank line parts it from what stands before.
    apart: bool,
    /// On which targets it counts.
    condition: Above<'a>,
    /// The words of the module's name.
    module: Vec<Name<'a>>,
    /// Whose names are shown.
    import: &'a Import,
    /// Each name on a line of its own.
    broken: bool,
}

impl<'a> ImportView<'a> {
    /// The views of a module's imports. One breaks where its line would be wider than [`COLUMNS`].
    pub(super) fn all(imports: &'a [Import]) -> Vec<ImportView<'a>> {
        let previous = [None].into_iter().chain(imports.iter().map(Some));
        let imports = imports.iter().zip(previous);
        imports
            .map(|(import, previous)| ImportView::of(import, previous))
            .collect()
    }

    /// The view of one that follows another, or the header.
    fn of(import: &'a Import, previous: Option<&'a Import>) -> ImportView<'a> {
        let is_plain = |it: &Import| it.condition.is_none();
        let mut view = ImportView {
            apart: !(is_plain(import) && previous.is_some_and(is_plain)),
            condition: Above(import.condition.as_ref()),
            module: import.module.split('.').map(Name).collect(),
            import,
            broken: false,
        };
        let mut measure = LastLine::default();
        let measured = view.render_into(&mut measure).is_ok();
        view.broken = measured && measure.columns > COLUMNS;
        view
    }

    /// The names.
    fn names(&self) -> impl Iterator<Item = Name<'a>> {
        self.import.names.iter().map(|name| Name(name))
    }
}
