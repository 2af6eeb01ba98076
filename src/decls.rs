//! The decls phase: cursors of a translation unit → owned C declarations.
//!
//! Input: a [`Unit`] and the [`Scope`]. Output: [`Decls`], which holds no libclang handle. Must
//! come after parse, because it reads the unit; must come before map, because it records what
//! clang knows (layouts, offsets, values) as evidence that map checks itself against.

mod ahead;
mod choose;
pub mod comment;
mod constant;
mod convention;
mod cost;
mod ctype;
mod data_model;
mod definition;
mod early;
mod enumeration;
mod facts;
mod files;
mod find;
pub mod found;
mod function;
pub mod macros;
mod meaning;
pub mod model;
mod order;
mod page;
mod question;
mod record;
mod renamed;
pub mod selected;
mod source;
mod survey;
mod text;
mod typedef;
mod undefined;
mod unused;
mod variable;
mod walker;

use std::path::PathBuf;
use std::thread;

use crate::clang::cursor::Position;
use crate::clang::kind::CursorKind;
use crate::clang::unit::Unit;
use crate::error::Error;
use crate::parse;
use crate::scope::Scope;
use crate::select::Selection;
use crate::timings::{Stage, Stopwatch};
use model::Decls;
use survey::Survey;
use walker::{Top, Walker};

pub use ahead::Ahead;
pub use files::short_name;

/// Collects what the unit declares within the scope, and what that needs from elsewhere. `ahead`
/// has begun with the same headers, or with none.
///
/// # Errors
/// [`Error`] where libclang cannot be asked a second time for what macros stand for.
pub fn collect(
    unit: &Unit,
    input: &parse::Input,
    scope: &Scope,
    selection: &Selection,
    ahead: Ahead,
    watch: &mut Stopwatch,
) -> Result<Decls, Error> {
    let noted = ahead.end();
    let survey = Survey::of(unit);
    let (directories, folders) = (input.search_directories(), input.header_folders());
    let directories: [&[PathBuf]; 2] = [&directories, &folders];
    let mut walker = Walker::new(unit, &survey, scope, &directories, selection, noted)?;
    watch.lap(Stage::Visit);
    let predefined = walker.predefined(&survey.events);
    let wanted = predefined
        .as_deref()
        .map(|predefined| walker.wanted(&survey.events, predefined));
    let model = walker.data_model.clone();
    watch.lap(Stage::Macros);
    let (groups, early) = thread::scope(|scope| {
        let early = wanted
            .as_ref()
            .and_then(|wanted| wanted.decide_early(scope, &walker.files, &model));
        for &cursor in &survey.declarations {
            walker.note(cursor);
        }
        let noted = walker.take_declarations();
        watch.lap(Stage::Visit);
        let groups = declare_all(&mut walker, noted);
        watch.lap(Stage::Decls);
        let early = early.and_then(|thread| thread.join().ok());
        (groups, early.unwrap_or_default())
    });
    walker.add_later();
    let constants = match wanted {
        Some(wanted) => walker.constants(input, wanted, early)?,
        None => Vec::new(),
    };
    watch.lap(Stage::Macros);
    let selected = walker.selected(&survey, selection);
    let decls = Decls {
        data_model: walker.data_model.clone(),
        declarations: order::held_first(walker.interleave(groups, constants)),
        inputs: walker.files.paths(),
        selected,
    };
    watch.lap(Stage::Decls);
    Ok(decls)
}

/// Collects what stands at file scope: the place of each declaration of the scope, and how many
/// declarations there are with what it gives.
fn declare_all<'u>(walker: &mut Walker<'u>, noted: Vec<Top<'u>>) -> Vec<(Position, usize)> {
    let mut groups = Vec::with_capacity(noted.len());
    walker.expect(noted.len());
    for top in noted {
        let cursor = top.cursor;
        match cursor.kind() {
            CursorKind::Struct | CursorKind::Union => walker.record(cursor),
            CursorKind::Enum => walker.enumeration(cursor),
            CursorKind::Typedef => walker.typedef(cursor),
            CursorKind::Function => walker.function(top),
            CursorKind::Variable => walker.variable(cursor),
            CursorKind::Other(_)
            | CursorKind::Enumerator
            | CursorKind::Parameter
            | CursorKind::AsmLabel
            | CursorKind::WarnUnusedResult
            | CursorKind::UnknownAttribute
            | CursorKind::Packed
            | CursorKind::Aligned
            | CursorKind::MacroDefinition
            | CursorKind::MacroExpansion
            | CursorKind::InclusionDirective
            | CursorKind::Nameless => walker.unknown(cursor),
        }
        groups.push((top.place.position, walker.declared()));
    }
    groups
}
