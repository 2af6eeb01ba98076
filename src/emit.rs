//! The emit phase: a merged module → Pyrite text.
//!
//! Input: a [`Module`] of one target or more, in either dialect. Output: the text of one `.pyrite` file. It must come
//! last, because nothing is decided here but layout: where a line breaks, what is escaped, where
//! blank lines stand. The templates under `templates/` show the result, one for each kind of
//! item; a view of this module stands behind each.
//!
//! The text is a function of the module alone, and nothing that a header contains (names,
//! comments, strings, its own file name) can change the structure of the text.

mod accessor;
mod alias;
mod condition;
mod constant;
mod function;
mod import;
mod item;
mod layout;
mod lead;
mod literal;
mod opaque;
mod record;
mod skipped;
mod text;
mod types;
mod variable;

use std::borrow::Cow;
use std::ops::Range;
use std::thread::Builder;

use askama::Template;

use self::import::ImportView;
use self::item::ItemView;
use self::lead::{CommentLine, comment};
use self::text::{Comment, comment_line};
use crate::map::model::{self as mapped, Dialect};
use crate::merge::model::{Item, Module};

/// The module as its template shows it.
#[derive(Template)]
#[template(path = "module.pyrite")]
struct ModuleView<'a> {
    /// The version of this program.
    version: &'static str,
    /// Whether the header names the alpha dialect.
    alpha: bool,
    /// What is shown.
    module: &'a Module<'a>,
    /// The text about it.
    doc: Vec<CommentLine<'a>>,
    /// What it takes from other modules.
    imports: Vec<ImportView<'a>>,
    /// The items' texts, in as many parts as they were made in.
    parts: Vec<String>,
}

impl<'a> ModuleView<'a> {
    /// The headers that the module is made from.
    fn headers(&self) -> impl Iterator<Item = Comment<&'a str>> {
        self.module
            .headers
            .iter()
            .map(|name| Comment(name.as_str()))
    }

    /// The triples of the targets.
    fn targets(&self) -> impl Iterator<Item = Comment<&'a str>> {
        let targets = self.module.targets.iter();
        targets.map(|target| Comment(target.triple.as_str()))
    }
}

/// The lines of a text about the module.
fn doc_lines<'a>(module: &'a Module<'_>) -> Vec<CommentLine<'a>> {
    let mut lines = Vec::new();
    for line in &*module.doc {
        comment(comment_line(line), &mut lines);
    }
    lines
}

/// Some of the items, one below the other.
#[derive(Template)]
#[template(path = "items.pyrite")]
struct ItemsView<'a> {
    /// Their module.
    module: &'a Module<'a>,
    /// Which of them.
    range: Range<usize>,
}

impl<'a> ItemsView<'a> {
    /// The items, each with the one before it known.
    fn items(&self) -> impl Iterator<Item = ItemView<'a>> {
        let (items, dialect) = (&self.module.items, self.module.dialect);
        let link: &[String] = match dialect {
            Dialect::Spec => &self.module.link,
            Dialect::Alpha => &[],
        };
        let shown = items.iter().enumerate().take(self.range.end);
        shown.skip(self.range.start).map(move |(at, item)| {
            let previous: Option<&Item<'_>> =
                at.checked_sub(1).and_then(|before| items.get(before));
            ItemView::of(item, previous, dialect, link)
        })
    }

    /// Their text.
    fn text(&self) -> String {
        let items = self.module.items.get(self.range.clone());
        let items = items.unwrap_or_default();
        let docs = items.iter().flat_map(|item| &item.declaration.doc);
        let docs: usize = docs.map(|line| line.len() + 8).sum();
        let mut text = String::with_capacity(items.len() * 96 + docs);
        // Writing to a `String` does not fail, and no template calls what could.
        let _ = self.render_into(&mut text);
        text
    }
}

/// The texts of all items, in order; of a large module by several threads.
fn parts(module: &Module<'_>) -> Vec<String> {
    let count = module.items.len();
    let threads = match count < FEW {
        true => 1,
        false => std::thread::available_parallelism().map_or(1, usize::from),
    };
    let step = count.div_ceil(threads).max(1);
    let views: Vec<ItemsView<'_>> = (0..count)
        .step_by(step)
        .map(|start| ItemsView {
            module,
            range: start..(start + step).min(count),
        })
        .collect();
    let Some((first, others)) = views.split_first() else {
        return Vec::new();
    };
    std::thread::scope(|scope| {
        let others: Vec<_> = others
            .iter()
            .map(|view| {
                let started = Builder::new().spawn_scoped(scope, || view.text());
                (view, started)
            })
            .collect();
        let mut parts = vec![first.text()];
        // Where the system has no thread to give, or one fails, this one does its part.
        parts.extend(others.into_iter().map(|(view, started)| {
            let joined = started.ok().and_then(|thread| thread.join().ok());
            joined.unwrap_or_else(|| view.text())
        }));
        parts
    })
}

/// So many items are not worth another thread.
const FEW: usize = 2000;

/// The text of one item, without the head of its module.
pub fn emit_item(item: &mapped::Item, module: &mapped::Module) -> String {
    let alone = Module {
        schema: module.schema,
        headers: Cow::default(),
        targets: vec![module.target.clone()],
        dialect: module.dialect,
        link: Cow::Borrowed(&module.link),
        doc: Cow::default(),
        imports: Vec::new(),
        items: vec![item.into()],
    };
    let text = emit(alone);
    let body = text.split_once("\n\n").map_or("", |(_, body)| body);
    body.to_owned()
}

/// The text of a module.
///
/// UTF-8 with LF line ends and one final newline. No line that can break is wider than 100
/// characters: conditions, the types of fields, constants and `# skipped:` lines cannot.
///
/// `extern int f(int a);` from `a.h` becomes
///
/// ```text
/// # Generated by quarry bindgen 0.1.0. Do not edit.
/// # header: a.h
/// # target: x86_64-unknown-linux-gnu
///
/// extern fn f(a: i32) -> i32
/// ```
pub fn emit<'m>(module: impl Into<Module<'m>>) -> String {
    let module = module.into();
    let view = ModuleView {
        version: env!("CARGO_PKG_VERSION"),
        alpha: module.dialect == Dialect::Alpha,
        imports: ImportView::all(&module.imports),
        parts: parts(&module),
        doc: doc_lines(&module),
        module: &module,
    };
    let length: usize = view.parts.iter().map(String::len).sum();
    let mut text = String::with_capacity(512 + length);
    // Writing to a `String` does not fail, and no template calls what could.
    let _ = view.render_into(&mut text);
    text
}

#[cfg(test)]
mod hostile;
#[cfg(test)]
mod tests;
