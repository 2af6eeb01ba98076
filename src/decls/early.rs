//! Macros that mention no name but other macros', decided by a second thread while the unit is
//! walked: most of a large header's. libclang is not asked, so nothing here holds a handle of it.

use std::sync::Arc;
use std::thread::{Builder, Scope, ScopedJoinHandle};

use rustc_hash::FxHashMap as HashMap;

use super::constant::constant;
use super::definition::Definition;
use super::files::Files;
use super::macros::{Evaluator, Macros, Nameless, Outcome};
use super::model::{Declaration, Source, Value};
use super::page::Page;
use crate::clang::unit::FileHandle;
use crate::diagnostic::Reason;
use crate::target::DataModel;

/// So few macros are not worth a thread.
const FEW: usize = 250;

/// What a macro is, as far as that is known without the unit's names.
pub enum Early {
    /// It is declared so.
    Declared(Declaration),
    /// Nothing to write.
    Nothing,
    /// There is more to find out.
    Open,
}

/// The wanted macros, one after the other, as a thread may have them.
pub struct Tasks<'d, 'u> {
    /// The files that hold them.
    sheets: Vec<(&'u [u8], Arc<Page<'u>>)>,
    /// The macros.
    tasks: Vec<Task<'d>>,
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

impl<'d, 'u> Tasks<'d, 'u> {
    /// Those that are worth a thread.
    pub fn of(definitions: &[Definition<'d>], files: &Files<'u>) -> Option<Tasks<'d, 'u>> {
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
                    all.sheets.push(files.page(file)?);
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
        'u: 's,
    {
        // Where the system has no thread to give, they are decided later.
        Builder::new()
            .spawn_scoped(scope, move || self.decide(table, model))
            .ok()
    }

    /// Decides them.
    fn decide(self, table: &Macros<'d>, model: &DataModel) -> Vec<Early> {
        let nameless = Nameless::default();
        let mut evaluator = Evaluator::new(table, &nameless, model);
        let tasks = self.tasks.iter();
        tasks
            .map(|task| match evaluator.evaluate_id(task.id) {
                Outcome::Nothing => Early::Nothing,
                Outcome::Value(value) => self.declared(task, Ok(value)),
                Outcome::Undecided | Outcome::Skipped(Reason::RenamingMacro(_)) => Early::Open,
                Outcome::Skipped(reason) => self.declared(task, Err(reason)),
            })
            .collect()
    }

    /// A macro that is decided, with its place and comments.
    fn declared(&self, task: &Task<'d>, outcome: Result<Value, Reason>) -> Early {
        let Some((text, page)) = self.sheets.get(task.sheet) else {
            return Early::Open;
        };
        let source = Source {
            facts: None,
            location: page.location(text, task.start),
            doc: page
                .comments(text)
                .of(task.start as usize, task.end as usize),
            in_scope: true,
        };
        Early::Declared(constant(task.name, outcome, source))
    }
}
