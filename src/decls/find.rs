//! Everything that bears one name, in whatever header, defined or not.

use rustc_hash::FxHashMap as HashMap;

use super::choose::{enumerators, named};
use super::definition::{Definitions, Predefined};
use super::found::{Declared, Found};
use super::model::TagName;
use super::record::tag_name;
use super::survey::{Define, Event, Survey};
use super::undefined::undefined;
use super::walker::{Hint, Walker};
use crate::clang::cursor::{Cursor, Position};
use crate::clang::kind::CursorKind;
use crate::select::{Kind, nearest};

/// How much of a macro's text is shown, in characters.
const SHOWN: usize = 60;

impl<'u> Walker<'u> {
    /// What bears a name; where nothing does, the nearest one.
    pub fn find(&mut self, name: &str, survey: &Survey<'u>) -> (Vec<Found>, String) {
        let mut found: Vec<Found> = Vec::new();
        let mut known: HashMap<usize, usize> = HashMap::default();
        for &cursor in &survey.declarations {
            if cursor.kind() == CursorKind::Enum {
                self.find_enumerator(name, cursor, &mut found);
            }
            let Some((kind, own)) = named(cursor) else {
                continue;
            };
            if own != name || self.unit.position(cursor).file.is_none() {
                continue;
            }
            let declared = self.declared_at(self.unit.position(cursor));
            let is_definition = cursor.definition().is_some_and(|definition| {
                definition.declaration_identity() == cursor.declaration_identity()
            });
            match known
                .get(&cursor.identity())
                .and_then(|&at| found.get_mut(at))
            {
                Some(entity) if is_definition => entity.declared.insert(0, declared),
                Some(entity) => entity.declared.push(declared),
                None => {
                    known.insert(cursor.identity(), found.len());
                    found.push(Found {
                        title: title(cursor, name),
                        name: name.to_owned(),
                        kind,
                        declared: vec![declared],
                        choice: self.choices.choice(cursor),
                        facts: Vec::new(),
                    });
                }
            }
        }
        found.extend(self.find_macro(name, survey));
        let nearest = if found.is_empty() {
            self.nearest_name(name, survey)
        } else {
            String::new()
        };
        (found, nearest)
    }

    /// An enumerator of an enumeration.
    fn find_enumerator(&mut self, name: &str, cursor: Cursor<'u>, found: &mut Vec<Found>) {
        let mut enumerator = None;
        cursor.for_each_child(|child| {
            if child.kind() == CursorKind::Enumerator && child.spelling() == name {
                enumerator = Some(child);
            }
        });
        let Some(enumerator) = enumerator else { return };
        let of = match tag_name(cursor.ty(), Hint::None) {
            TagName::Tag(tag) => format!("enum {tag}"),
            TagName::Typedef(typedef) => typedef,
            TagName::Member(..) | TagName::Declarator(_) | TagName::Unnamed => {
                "an enumeration without a name".to_owned()
            }
        };
        let is_blocked = self.choices.selector.block.find(Kind::Constant, name);
        let choice = match is_blocked {
            Some(pattern) => crate::select::Choice::Blocked(pattern.option.clone()),
            None => self.choices.choice(cursor),
        };
        found.push(Found {
            title: format!("enumerator {name}"),
            name: name.to_owned(),
            kind: Kind::Constant,
            declared: vec![self.declared_at(self.unit.position(enumerator))],
            choice,
            facts: vec![format!("an enumerator of {of}, with which it is selected")],
        });
    }

    /// The macro of a name, with all its definitions.
    fn find_macro(&mut self, name: &str, survey: &Survey<'u>) -> Option<Found> {
        let all: Vec<&Define<'u>> = survey
            .events
            .iter()
            .filter_map(|event| match event {
                Event::Define(define) => Some(define),
                Event::Include { .. } => None,
            })
            .filter(|define| define.start.file.is_some() && define.cursor.spelling() == name)
            .collect();
        let last = *all.last()?;
        let mut facts = vec![format!("its text: {}", self.text_of(last))];
        if last.cursor.is_function_like() {
            facts.push("function-like: without its arguments it has no value".to_owned());
        }
        let predefined = Predefined::of(&survey.events, &self.data_model);
        let definitions = Definitions::of(&survey.events, &self.files, &predefined);
        let undefined = undefined(self.unit, &self.files, &survey.events, &definitions);
        if undefined.gone.contains(name) {
            facts.push("not defined at the end of the headers: an #undef follows".to_owned());
        }
        // The last definition of the scope is the one that a module shows.
        let mut declared: Vec<Declared> = Vec::with_capacity(all.len());
        for define in all.iter().rev() {
            declared.push(self.declared_at(define.start));
        }
        declared.sort_by_key(|it| !it.in_scope);
        Some(Found {
            title: format!("macro {name}"),
            name: name.to_owned(),
            kind: Kind::Constant,
            declared,
            choice: self
                .choices
                .selector
                .choice(Kind::Constant, Some(name), &[]),
            facts,
        })
    }

    /// The text of a definition, on one line.
    fn text_of(&self, define: &Define<'u>) -> String {
        let file = define.start.file.map(|it| self.files.text(it));
        let extent = file.and_then(|file| file.bytes.get(define.extent(file)?));
        let text = String::from_utf8_lossy(extent.unwrap_or_default());
        let words: Vec<&str> = text.split_whitespace().collect();
        let text = words.join(" ");
        match text.char_indices().nth(SHOWN) {
            Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
            None => text,
        }
    }

    /// A place with the way to it.
    fn declared_at(&mut self, position: Position) -> Declared {
        Declared {
            location: self.files.location(position),
            chain: self.files.chain(position),
            file: self.files.path_of(position),
            in_scope: self.files.is_in_scope(position),
        }
    }

    /// The name that was probably meant.
    fn nearest_name(&self, name: &str, survey: &Survey<'u>) -> String {
        let mut names: Vec<String> = Vec::new();
        for &cursor in &survey.declarations {
            names.extend(named(cursor).map(|(_, name)| name));
            if cursor.kind() == CursorKind::Enum {
                names.extend(enumerators(cursor));
            }
        }
        for event in &survey.events {
            if let Event::Define(define) = event
                && define.start.file.is_some()
            {
                names.push(define.cursor.spelling());
            }
        }
        nearest(name, names.iter().map(String::as_str))
            .unwrap_or_default()
            .to_owned()
    }
}

/// What a declaration is called.
fn title(cursor: Cursor<'_>, name: &str) -> String {
    let word = match cursor.kind() {
        CursorKind::Struct => "struct",
        CursorKind::Union => "union",
        CursorKind::Enum => "enum",
        CursorKind::Typedef => "typedef",
        CursorKind::Variable => "variable",
        CursorKind::Function => "function",
        CursorKind::Enumerator
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
        | CursorKind::Other(_) => return format!("{} {name}", cursor.kind_name()),
    };
    format!("{word} {name}")
}
