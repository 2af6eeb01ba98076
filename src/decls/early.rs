//! Macros that mention no name but other macros', decided by a second thread while the unit is
//! walked: most of a large header's. libclang is not asked, so nothing here holds a handle of it.

use std::sync::Arc;
use std::thread::{Builder, Scope, ScopedJoinHandle};

use rustc_hash::FxHashMap as HashMap;

use super::comment::Comments;
use super::constant::constant;
use super::definition::Definition;
use super::files::{Files, line_starts, place};
use super::macros::{Evaluator, Macros, Nameless, Outcome};
use super::model::{Declaration, Source};
use crate::clang::unit::FileHandle;
use crate::diagnostic::Reason;
use crate::target::DataModel;

/// So few macros are not worth a thread.
const FEW: usize = 1000;

/// What a macro is, as far as that is known without the unit's names.
pub enum Early {
    /// It is declared so.
    Declared(Declaration),
    /// Nothing to write.
    Nothing,
    /// There is more to find out.
    Open(Outcome),
}

/// The wanted macros, one after the other, as a thread may have them.
pub struct Tasks<'d> {
    /// The files that hold them.
    sheets: Vec<Sheet<'d>>,
    /// The macros.
    tasks: Vec<Task<'d>>,
}

/// A file with macros.
struct Sheet<'d> {
    /// The name that a reader of the module sees.
    name: Arc<str>,
    /// Its bytes.
    text: &'d [u8],
    /// Its comments, and where its lines start, once a macro asks.
    page: Option<(Comments<'d>, Vec<u32>)>,
}

/// A macro.
struct Task<'d> {
    /// Its name.
    name: &'d str,
    /// The name's number.
    id: u32,
    /// Where its file stands among the sheets.
    sheet: usize,
    /// Where its name begins.
    start: u32,
    /// Behind its last token.
    end: u32,
}

impl<'d> Tasks<'d> {
    /// Those that are worth a thread.
    pub fn of<'u: 'd>(definitions: &[Definition<'d>], files: &Files<'u>) -> Option<Tasks<'d>> {
        if definitions.len() < FEW {
            return None;
        }
        let mut all = Tasks {
            sheets: Vec::new(),
            tasks: Vec::with_capacity(definitions.len()),
        };
        let mut known: HashMap<FileHandle, usize> = HashMap::default();
        let mut last = (None, 0);
        for definition in definitions {
            let file = definition.position.file?;
            // One after the other stands in the same file.
            if last.0 != Some(file) {
                let sheet = *known.entry(file).or_insert(all.sheets.len());
                if sheet == all.sheets.len() {
                    let (name, text) = files.sheet(file)?;
                    let page = None;
                    all.sheets.push(Sheet { name, text, page });
                }
                last = (Some(file), sheet);
            }
            all.tasks.push(Task {
                name: definition.name,
                id: definition.id,
                sheet: last.1,
                start: definition.position.offset,
                end: definition.end,
            });
        }
        Some(all)
    }

    /// Begins with them. One answer for each.
    pub fn begin<'s>(
        self,
        scope: &'s Scope<'s, '_>,
        table: &'s Macros<'d>,
        model: &'s DataModel,
    ) -> Option<ScopedJoinHandle<'s, Vec<Early>>>
    where
        'd: 's,
    {
        // Where the system has no thread to give, they are decided later.
        Builder::new()
            .spawn_scoped(scope, move || self.decide(table, model))
            .ok()
    }

    /// Decides them.
    fn decide(mut self, table: &Macros<'d>, model: &DataModel) -> Vec<Early> {
        let nameless = Nameless::default();
        let mut evaluator = Evaluator::new(table, &nameless, model);
        let mut all = Vec::with_capacity(self.tasks.len());
        for task in self.tasks {
            let outcome = match evaluator.evaluate_id(task.id) {
                Outcome::Nothing => {
                    all.push(Early::Nothing);
                    continue;
                }
                Outcome::Value(value) => Ok(value),
                Outcome::Skipped(reason) if !matches!(reason, Reason::RenamingMacro(_)) => {
                    Err(reason)
                }
                open @ (Outcome::Undecided | Outcome::Skipped(_)) => {
                    all.push(Early::Open(open));
                    continue;
                }
            };
            let Some(sheet) = self.sheets.get_mut(task.sheet) else {
                all.push(Early::Open(Outcome::Undecided));
                continue;
            };
            let text = sheet.text;
            let page = &mut sheet.page;
            let (comments, lines) =
                page.get_or_insert_with(|| (Comments::new(text), line_starts(text)));
            let source = Source {
                facts: None,
                location: place(&sheet.name, lines, task.start),
                doc: comments.of(task.start as usize, task.end as usize),
                in_scope: true,
            };
            all.push(Early::Declared(constant(task.name, outcome, source)));
        }
        all
    }
}
