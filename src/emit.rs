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
mod source;
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
pub use self::source::Source;
use self::text::{Comment, comment_line};
use crate::map::model::{self as mapped, Dialect};
use crate::merge::model::Module;

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
    source: &'a Source<'a>,
    /// Which of them.
    range: Range<usize>,
}

impl<'a> ItemsView<'a> {
    /// The items, each with the one before it known.
    fn items(&self) -> impl Iterator<Item = ItemView<'a>> {
        let source = self.source;
        let dialect = source.module.dialect;
        let link: &[String] = match dialect {
            Dialect::Spec => &source.module.link,
            Dialect::Alpha => &[],
        };
        let mut previous = match self.range.start {
            0 => None,
            start => source.get(start - 1),
        };
        let shown = self.range.clone().filter_map(|place| source.get(place));
        shown.map(move |shown| ItemView::of(shown, previous.replace(shown), dialect, link))
    }

    /// About how long their text is, and rather longer.
    fn length(&self) -> usize {
        let shown = self.range.clone().filter_map(|at| self.source.get(at));
        let docs = shown.flat_map(|shown| &*shown.item.doc);
        self.range.len() * 96 + docs.map(|line| line.len() + 8).sum::<usize>()
    }

    /// Writes their text.
    fn write(&self, text: &mut String) {
        // Writing to a `String` does not fail, and no template calls what could.
        let _ = self.render_into(text);
    }

    /// Their text.
    fn text(&self) -> String {
        let mut text = String::with_capacity(self.length());
        self.write(&mut text);
        text
    }
}

/// Writes the texts of all items, in order; of a large module by several threads.
fn write_items(source: &Source<'_>, text: &mut String) {
    let count = source.len();
    let threads = match count < FEW {
        true => 1,
        false => std::thread::available_parallelism().map_or(1, usize::from),
    };
    let step = count.div_ceil(threads).max(1);
    let view = |start: usize| ItemsView {
        source,
        range: start..(start + step).min(count),
    };
    let first = view(0);
    let others: Vec<ItemsView<'_>> = (0..count).step_by(step).skip(1).map(view).collect();
    std::thread::scope(|scope| {
        let others: Vec<_> = others
            .iter()
            .map(|view| {
                let started = Builder::new().spawn_scoped(scope, || view.text());
                (view, started)
            })
            .collect();
        first.write(text);
        // Where the system has no thread to give, or one fails, this one does its part.
        for (view, started) in others {
            match started.ok().and_then(|thread| thread.join().ok()) {
                Some(part) => text.push_str(&part),
                None => view.write(text),
            }
        }
    });
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
pub fn emit<'m>(module: impl Into<Source<'m>>) -> String {
    let source = module.into();
    let module = &source.module;
    let view = ModuleView {
        version: env!("CARGO_PKG_VERSION"),
        alpha: module.dialect == Dialect::Alpha,
        imports: ImportView::all(&module.imports),
        doc: doc_lines(module),
        module,
    };
    let all = ItemsView {
        source: &source,
        range: 0..source.len(),
    };
    // What is reserved and not written takes no memory.
    let mut text = String::with_capacity(512 + all.length());
    // Writing to a `String` does not fail, and no template calls what could.
    let _ = view.render_into(&mut text);
    write_items(&source, &mut text);
    text
}

#[cfg(test)]
mod hostile;
#[cfg(test)]
mod tests;
