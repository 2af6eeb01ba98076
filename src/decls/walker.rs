//! The state of one walk over a translation unit: what was noted, what is still to come, what
//! is being declared.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::path::PathBuf;

use rustc_hash::FxHashMap as HashMap;

use super::ahead::Noted;
use super::choose::Choices;
use super::cost::Costs;
use super::ctype::Place;
use super::data_model;
use super::files::Files;
use super::model::{
    Declaration, Documentation, Facts, Layout, QualType, Skipped, TagName, TypeId, add_facts,
};
use super::source::Extent;
use super::survey::Survey;
use crate::clang::cursor::{Cursor, NamePlace, Position};
use crate::clang::kind::CursorKind;
use crate::clang::ty::{Type, TypeKey};
use crate::clang::unit::Unit;
use crate::diagnostic::Reason;
use crate::error::Error;
use crate::scope::Scope;
use crate::select::Selection;
use crate::target::DataModel;

/// A declaration at file scope, in the order of the unit.
#[derive(Clone, Copy)]
pub struct Top<'u> {
    /// The declaration.
    pub cursor: Cursor<'u>,
    /// The place of its name.
    pub place: NamePlace,
}

/// How far the declaration of a type has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// In the scope, and its turn comes.
    Later,
    /// Declared, or being declared right now.
    Started,
}

/// What to name a type after that C gives no name.
#[derive(Debug, Clone, Copy)]
pub enum Hint<'n> {
    /// A member of a record.
    Member(TypeId, &'n str),
    /// A function, variable or typedef.
    Declarator(&'n str),
    /// Nothing.
    None,
}

/// One walk over one unit.
pub struct Walker<'u> {
    /// The unit.
    pub unit: &'u Unit,
    /// Its files.
    pub files: Files<'u>,
    /// The widths of its types.
    pub data_model: DataModel,
    /// Declarations within the scope, to be taken by [`Walker::take_declarations`].
    noted: Vec<Top<'u>>,
    /// Declarations elsewhere: only their names may be asked for.
    pub elsewhere: Vec<Top<'u>>,
    /// Declarations within the scope, for the same question.
    pub within: Vec<Top<'u>>,
    /// Identities of types, by libclang's.
    ids: HashMap<usize, TypeId>,
    /// The comments that were asked for last.
    pub last_doc: Option<(Extent, Option<Documentation>)>,
    /// How far each type has come.
    progress: HashMap<usize, Progress>,
    /// Types that were converted before, by where they stood.
    pub types: HashMap<(TypeKey, Place), QualType>,
    /// Layouts that were asked for before: members have few types.
    layouts: HashMap<TypeKey, Option<Layout>>,
    /// Whether a typedef is `va_list`, by libclang's identity.
    pub va_lists: HashMap<usize, bool>,
    /// Whether functions of a type do not return, by libclang's type.
    pub noreturn: HashMap<TypeKey, bool>,
    /// What the declarations have given so far, dependencies first.
    declared: Vec<Declaration>,
    /// Functions and variables that stand in an earlier group, by name: whether a better
    /// declaration of the same name may still replace them.
    pub seen: HashMap<String, bool>,
    /// Symbols that later declarations of variables give, by name.
    pub labels: BTreeMap<String, String>,
    /// What attributes of later declarations of variables say, by name.
    pub facts: BTreeMap<String, Option<Box<Facts>>>,
    /// The types of the arrays whose length a declaration of the scope says, by name; read when
    /// the first one without asks.
    pub lengths: OnceCell<HashMap<String, Type<'u>>>,
    /// Better declarations for skipped ones, by name.
    pub better: BTreeMap<String, Declaration>,
    /// Which of all that the user wants.
    pub choices: Choices,
    /// What libclang can be asked of records.
    pub costs: Costs,
}

impl<'u> Walker<'u> {
    /// Prepares a walk.
    ///
    /// # Errors
    /// [`Error::Internal`] where the questions that the main file asks have no answer.
    pub fn new(
        unit: &'u Unit,
        survey: &Survey<'u>,
        scope: &Scope,
        directories: &[&[PathBuf]],
        selection: &Selection,
        noted: HashMap<PathBuf, Noted>,
    ) -> Result<Walker<'u>, Error> {
        Ok(Walker {
            unit,
            files: Files::new(unit, survey, scope, directories, noted),
            data_model: data_model::read(survey)?,
            noted: Vec::new(),
            elsewhere: Vec::new(),
            within: Vec::new(),
            ids: HashMap::default(),
            last_doc: None,
            progress: HashMap::default(),
            types: HashMap::default(),
            layouts: HashMap::default(),
            va_lists: HashMap::default(),
            noreturn: HashMap::default(),
            declared: Vec::new(),
            seen: HashMap::default(),
            labels: BTreeMap::new(),
            facts: BTreeMap::new(),
            lengths: OnceCell::new(),
            better: BTreeMap::new(),
            costs: Costs::default(),
            choices: Choices::new(selection),
        })
    }

    /// Sorts one declaration of file scope into what belongs to the scope and what does not.
    pub fn note(&mut self, cursor: Cursor<'u>) {
        let top = Top {
            cursor,
            place: self.unit.name_place(cursor),
        };
        self.choices.see(cursor);
        if !self.files.is_in_scope(top.place.position) {
            self.elsewhere.push(top);
            return;
        }
        self.within.push(top);
        if !self.choices.takes(cursor) {
            return;
        }
        match cursor.kind() {
            // Without a tag it is reached by the declarator that follows and names it.
            CursorKind::Struct | CursorKind::Union if !self.has_tag(top) => {}
            CursorKind::Struct | CursorKind::Union | CursorKind::Enum | CursorKind::Typedef => {
                let is_its_place = cursor.definition().is_none_or(|definition| {
                    definition.declaration_identity() == cursor.declaration_identity()
                        || !self.files.is_in_scope(self.unit.position(definition))
                });
                if is_its_place
                    && self
                        .progress
                        .insert(cursor.identity(), Progress::Later)
                        .is_none()
                {
                    self.noted.push(top);
                }
            }
            CursorKind::Function
            | CursorKind::Variable
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
            | CursorKind::Nameless
            | CursorKind::Other(_) => self.noted.push(top),
        }
    }

    /// Whether C gives a structure or union a name of its own.
    fn has_tag(&self, top: Top<'u>) -> bool {
        let name = self.tag_name_at(top.cursor, top.place, Hint::None);
        matches!(name, TagName::Tag(_))
    }

    /// What was noted within the scope.
    pub fn take_declarations(&mut self) -> Vec<Top<'u>> {
        std::mem::take(&mut self.noted)
    }

    /// Makes room for so many declarations.
    pub fn expect(&mut self, count: usize) {
        self.declared.reserve(count);
    }

    /// How many declarations there are so far.
    pub fn declared(&self) -> usize {
        self.declared.len()
    }

    /// The declarations so far.
    pub fn all(&self) -> &[Declaration] {
        &self.declared
    }

    /// Takes back the declarations after the first so many.
    pub fn take_from(&mut self, count: usize) -> Vec<Declaration> {
        self.declared.split_off(count)
    }

    /// The declarations so far.
    pub fn declared_mut(&mut self) -> &mut [Declaration] {
        &mut self.declared
    }

    /// Adds a declaration.
    pub fn push(&mut self, declaration: Declaration) {
        self.declared.push(declaration);
    }

    /// The identity of a type.
    pub fn id(&mut self, cursor: Cursor<'u>) -> TypeId {
        let next = TypeId(u32::try_from(self.ids.len()).unwrap_or(u32::MAX));
        *self.ids.entry(cursor.identity()).or_insert(next)
    }

    /// Size and alignment of a member's type.
    pub fn layout(&mut self, ty: Type<'u>) -> Option<Layout> {
        *self.layouts.entry(ty.key()).or_insert_with(|| ty.layout())
    }

    /// Whether a type that something refers to is to be declared right now: it is not yet, and
    /// either it has no turn of its own or it is needed by value before that turn.
    pub fn is_due(&self, cursor: Cursor<'u>, by_value: bool) -> bool {
        match self.progress.get(&cursor.identity()) {
            None => true,
            Some(Progress::Later) => by_value,
            Some(Progress::Started) => false,
        }
    }

    /// Marks a type as being declared; `false` where that happened before.
    pub fn start(&mut self, cursor: Cursor<'u>) -> bool {
        self.progress.insert(cursor.identity(), Progress::Started) != Some(Progress::Started)
    }

    /// The name of what is not declared without one, and its place.
    pub fn named(&self, cursor: Cursor<'u>) -> (String, Position) {
        let place = self.unit.name_place(cursor);
        (self.name_at(cursor, place), place.position)
    }

    /// The name of what stands at a place.
    pub fn name_at(&self, cursor: Cursor<'u>, place: NamePlace) -> String {
        let Some(name) = self.files.name_at(place) else {
            return cursor.spelling();
        };
        debug_assert_eq!(name, cursor.spelling());
        name.to_owned()
    }

    /// A declaration of a kind that this version does not know.
    pub fn unknown(&mut self, cursor: Cursor<'u>) {
        let name = cursor.spelling();
        if name.is_empty() {
            return;
        }
        let source = self.source(cursor);
        self.push(Declaration::Skipped(Box::new(Skipped {
            name,
            reason: Reason::Unknown(cursor.kind_name()),
            source,
        })));
    }

    /// Puts the constants between the declarations, where the header has them. A group is the
    /// place of one declaration of the header, and how many there were when it had given its own.
    pub fn interleave(
        &mut self,
        groups: Vec<(Position, usize)>,
        constants: Vec<(Position, Declaration)>,
    ) -> Vec<Declaration> {
        let mut merged = Vec::with_capacity(self.declared.len() + constants.len());
        let mut declared = std::mem::take(&mut self.declared).into_iter();
        let mut constants = constants.into_iter().peekable();
        let mut taken = 0;
        for (position, end) in groups {
            while let Some((_, constant)) =
                constants.next_if(|(at, _)| self.files.compare(*at, position).is_lt())
            {
                merged.push(constant);
            }
            merged.extend(declared.by_ref().take(end - taken));
            taken = end;
        }
        merged.extend(constants.map(|(_, constant)| constant));
        merged
    }

    /// Completes functions and variables with what their later declarations say.
    pub fn add_later(&mut self) {
        for declaration in &mut self.declared {
            if self.better.is_empty() && self.labels.is_empty() && self.facts.is_empty() {
                break;
            }
            match declaration {
                Declaration::Skipped(skipped) if is_function(&skipped.reason) => {
                    if let Some(better) = self.better.remove(&skipped.name) {
                        *declaration = better;
                    }
                }
                Declaration::Function(function) => {
                    if let Some(Declaration::Function(later)) = self.better.remove(&function.name) {
                        super::function::complete(function, *later);
                    }
                }
                Declaration::Variable(variable) => {
                    if let Some(label) = self.labels.remove(&variable.name) {
                        variable.link_name = Some(label).filter(|label| *label != variable.name);
                    }
                    let facts = self.facts.remove(&variable.name).flatten();
                    add_facts(&mut variable.source.facts, facts);
                }
                Declaration::Skipped(_)
                | Declaration::Renamed(_)
                | Declaration::Record(_)
                | Declaration::Enumeration(_)
                | Declaration::Typedef(_)
                | Declaration::Constant(_) => {}
            }
        }
    }
}

/// Whether a reason is one for which a function is skipped, and a later declaration may mend.
fn is_function(reason: &Reason) -> bool {
    matches!(
        reason,
        Reason::InternalLinkage | Reason::Inline | Reason::NoPrototype | Reason::UnsupportedType(_)
    )
}

/// The names that clang gives what has none differ between versions; they are told by what no
/// identifier holds.
pub fn is_identifier(name: &str) -> bool {
    !name.is_empty() && !name.contains([' ', '(', ':', '<'])
}
