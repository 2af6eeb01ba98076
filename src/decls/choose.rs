//! Which declarations of the scope the user wants: asked by name, before anything else is read
//! of a declaration, so that a selection makes a run cheaper.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap as HashMap;

use super::definition::Definition;
use super::model::{TagName, TypeId};
use super::record::tag_name;
use super::selected::Selected;
use super::walker::{Hint, Walker, is_identifier};
use crate::clang::cursor::Cursor;
use crate::clang::kind::{CursorKind, TypeKind};
use crate::select::{Choice, Kind, Selection, Selector};

/// The selection, and what it has met so far.
pub struct Choices {
    /// The patterns.
    pub selector: Selector,
    /// Records that `--opaque` names by a typedef of theirs, by libclang's identity, with the
    /// option.
    by_typedef: HashMap<usize, String>,
    /// Names that were left out.
    left_out: BTreeSet<(Kind, String)>,
    /// What the later phases have to know.
    selected: Selected,
}

impl Choices {
    /// Keeps the members of a record out of sight, for a reason that the user did not give.
    pub fn hide_members(&mut self, id: TypeId, reason: &str) {
        self.selected.opaque.insert(id, reason.to_owned());
    }

    /// Compiles a selection.
    pub fn new(selection: &Selection) -> Choices {
        Choices {
            selector: Selector::new(selection),
            by_typedef: HashMap::default(),
            left_out: BTreeSet::new(),
            selected: Selected::default(),
        }
    }

    /// What the selection has done.
    pub fn finish(&mut self) -> Selected {
        let mut selected = std::mem::take(&mut self.selected);
        selected.left_out = self.left_out.len();
        selected
    }

    /// Looks at a typedef of any header: `--opaque=FILE` means the structure that it names.
    pub fn see(&mut self, cursor: Cursor<'_>) {
        if self.selector.opaque.is_empty() || cursor.kind() != CursorKind::Typedef {
            return;
        }
        let target = cursor.ty().canonical();
        if target.kind() == TypeKind::Record
            && let Some(pattern) = self.selector.opaque.find(Kind::Type, &cursor.spelling())
        {
            let identity = target.declaration().identity();
            self.by_typedef.insert(identity, pattern.option.clone());
        }
    }

    /// Whether a declaration of the scope is wanted; notes it where it is blocked.
    pub fn takes(&mut self, cursor: Cursor<'_>) -> bool {
        if !self.selector.chooses() {
            return true;
        }
        match self.choice(cursor) {
            Choice::Taken => true,
            Choice::NotAllowed => false,
            Choice::Blocked(_) => {
                if let Some((kind, name)) = named(cursor) {
                    self.left_out.insert((kind, name));
                }
                false
            }
        }
    }

    /// Whether a declaration of the scope is written in any case, rather than where it is needed.
    pub fn is_root(&self, cursor: Cursor<'_>) -> bool {
        !self.selector.chooses() || self.choice(cursor) == Choice::Taken
    }

    /// What to do with a declaration.
    pub fn choice(&self, cursor: Cursor<'_>) -> Choice {
        let selector = &self.selector;
        if !selector.chooses() {
            return Choice::Taken;
        }
        let named = named(cursor);
        let kind = named.as_ref().map_or(Kind::Type, |(kind, _)| *kind);
        let name = named.as_ref().map(|(_, name)| name.as_str());
        let is_asked = cursor.kind() == CursorKind::Enum && selector.allow.concern(Kind::Constant);
        let others = if is_asked {
            enumerators(cursor)
        } else {
            Vec::new()
        };
        selector.choice(kind, name, &others)
    }

    /// Whether an enumerator is to be written.
    pub fn keeps_enumerator(&mut self, name: &str) -> bool {
        let block = &self.selector.block;
        if block.is_empty() || block.find(Kind::Constant, name).is_none() {
            return true;
        }
        self.left_out.insert((Kind::Constant, name.to_owned()));
        false
    }

    /// Whether any macro can be wanted.
    pub fn may_take_macros(&self) -> bool {
        let allow = &self.selector.allow;
        allow.is_empty() || allow.concern(Kind::Constant)
    }

    /// The macros that are wanted.
    pub fn macros<'d>(&mut self, mut wanted: Vec<Definition<'d>>) -> Vec<Definition<'d>> {
        if self.selector.chooses() {
            wanted.retain(|definition| self.takes_macro(definition.name));
        }
        wanted
    }

    /// Whether one macro is wanted; notes it where it is blocked.
    fn takes_macro(&mut self, name: &str) -> bool {
        match self.selector.choice(Kind::Constant, Some(name), &[]) {
            Choice::Taken => true,
            Choice::NotAllowed => false,
            Choice::Blocked(_) => {
                self.left_out.insert((Kind::Constant, name.to_owned()));
                false
            }
        }
    }
}

impl<'u> Walker<'u> {
    /// Notes of a type that is being declared whether it is blocked, opaque, or expanded.
    pub fn mark(&mut self, cursor: Cursor<'u>, id: TypeId, name: &str) {
        let choices = &mut self.choices;
        if !choices.selector.marks() {
            return;
        }
        if cursor.kind() == CursorKind::Typedef
            && choices.selector.expand.find(Kind::Type, name).is_some()
        {
            choices.selected.expanded.insert(id);
        }
        if let Some(pattern) = choices.selector.block.find(Kind::Type, name) {
            let option = pattern.option.clone();
            choices.selected.blocked.insert(id, option);
        }
        if !matches!(cursor.kind(), CursorKind::Struct | CursorKind::Union) {
            return;
        }
        let identity = cursor.ty().canonical().declaration().identity();
        let option = match choices.selector.opaque.find(Kind::Type, name) {
            Some(pattern) => Some(pattern.option.clone()),
            None => choices.by_typedef.get(&identity).cloned(),
        };
        if let Some(option) = option {
            choices.selected.opaque.insert(id, option);
        }
    }

    /// [`Walker::mark`] for what C may give no name.
    pub fn mark_tagged(&mut self, cursor: Cursor<'u>, id: TypeId, name: &TagName) {
        match name {
            TagName::Tag(name) | TagName::Typedef(name) => self.mark(cursor, id, name),
            TagName::Member(..) | TagName::Declarator(_) | TagName::Unnamed => {
                self.mark(cursor, id, "");
            }
        }
    }
}

/// The kind and C's name of a declaration at file scope; `None` where it has none.
pub fn named(cursor: Cursor<'_>) -> Option<(Kind, String)> {
    let kind = match cursor.kind() {
        CursorKind::Struct | CursorKind::Union | CursorKind::Enum => {
            return match tag_name(cursor.ty(), Hint::None) {
                TagName::Tag(name) | TagName::Typedef(name) => Some((Kind::Type, name)),
                TagName::Member(..) | TagName::Declarator(_) | TagName::Unnamed => None,
            };
        }
        CursorKind::Typedef => Kind::Type,
        CursorKind::Variable => Kind::Variable,
        CursorKind::Enumerator | CursorKind::MacroDefinition => Kind::Constant,
        CursorKind::Function
        | CursorKind::Parameter
        | CursorKind::AsmLabel
        | CursorKind::WarnUnusedResult
        | CursorKind::UnknownAttribute
        | CursorKind::Packed
        | CursorKind::Aligned
        | CursorKind::MacroExpansion
        | CursorKind::InclusionDirective
        | CursorKind::Nameless
        | CursorKind::Other(_) => Kind::Function,
    };
    let name = cursor.spelling();
    is_identifier(&name).then_some((kind, name))
}

/// The names of an enumeration's enumerators.
pub fn enumerators(cursor: Cursor<'_>) -> Vec<String> {
    let mut names = Vec::new();
    let cursor = cursor.definition().unwrap_or(cursor);
    cursor.for_each_child(|child| {
        if child.kind() == CursorKind::Enumerator {
            names.push(child.spelling());
        }
    });
    names
}
