//! Object-like macros: what each stands for at the end of the translation unit.
//!
//! The evaluator of [`macros`](super::macros) decides the common ones; the rest is put to clang,
//! all at once, in a second parse with one question each.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "kinds mirror libclang's open list: only a few are meant at each place"
)]

use std::cell::{OnceCell, RefCell};
use std::collections::hash_map::Entry;

use rustc_hash::{FxBuildHasher, FxHashMap as HashMap};

use super::ctype::integer_type;
use super::enumeration::enumerator_value;
use super::macros::{Evaluator, Form, Macros, Member, Names, Outcome, RecordHandle, TypeFacts};
use super::model::{CType, Constant, Declaration, Skipped, Source, Value};
use super::survey::{Define, Event};
use super::undefined::undefined;
use super::walker::{Walker, is_identifier};
use crate::clang::cursor::{Cursor, Evaluated, Position};
use crate::clang::kind::{CursorKind, TypeKind};
use crate::clang::ty::Type;
use crate::clang::unit::Unit;
use crate::diagnostic::Reason;
use crate::error::Error;
use crate::parse;

/// The last definition of a macro.
struct Definition<'u> {
    /// The name.
    name: &'u str,
    /// The place of the name.
    position: Position,
    /// Behind the last token.
    end: Position,
}

impl<'u> Walker<'u> {
    /// What the macros of the scope stand for, in the order of the unit.
    ///
    /// # Errors
    /// [`Error`] where the second parse fails altogether.
    pub fn constants(
        &mut self,
        input: &parse::Input,
        events: &[Event<'u>],
    ) -> Result<Vec<(Position, Declaration)>, Error> {
        let mut builtin = builtin_definitions(events);
        builtin.push((
            "__FLT_EVAL_METHOD__".to_owned(),
            format!("__FLT_EVAL_METHOD__ {}", self.data_model.flt_eval_method),
        ));
        let mut definitions = Vec::new();
        let mut texts = Vec::with_capacity(events.len());
        let mut last: HashMap<&'u str, usize> =
            HashMap::with_capacity_and_hasher(events.len(), FxBuildHasher);
        for (index, event) in events.iter().enumerate() {
            if let Event::Define(define) = event
                && let Some((definition, text)) = self.definition_text(define)
            {
                texts.push((definition.name, text));
                last.insert(definition.name, index);
                if self.files.is_in_scope(definition.position) {
                    definitions.push((index, definition));
                }
            }
        }
        let undefined = undefined(self.unit, &self.files, events, &last);
        definitions.retain(|(index, definition)| {
            last.get(definition.name) == Some(index) && !undefined.gone.contains(definition.name)
        });
        let mut table = Macros::default();
        let builtin = builtin
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str()));
        for (name, text) in builtin.chain(texts) {
            if !undefined.gone.contains(name) {
                table.define(name, text);
            }
        }
        for name in &undefined.uncertain {
            table.mark_uncertain(name);
        }

        let names = UnitNames::new(&self.within, &self.elsewhere);
        let model = self.data_model.clone();
        let mut evaluator = Evaluator::new(&table, &names, &model);
        let mut decided = Vec::with_capacity(definitions.len());
        let mut undecided = Vec::new();
        for (_, definition) in definitions {
            match evaluator.evaluate(definition.name) {
                Outcome::Nothing => {}
                Outcome::Value(Value::Integer(value, _))
                    if names
                        .enumerator(definition.name)
                        .is_some_and(|it| it.0 == value) => {}
                Outcome::Value(value) => decided.push((definition, Ok(value))),
                Outcome::Skipped(reason) => decided.push((definition, Err(reason))),
                Outcome::Undecided => {
                    undecided.push(definition.name);
                    let reason = evaluator.reason(definition.name);
                    decided.push((definition, Err(reason)));
                }
            }
        }
        let answers = ask_clang(input, &undecided)?;
        Ok(decided
            .into_iter()
            .filter_map(|(definition, outcome)| {
                let outcome = match answers.get(definition.name) {
                    Some(Answer::NotDefined) => return None,
                    Some(Answer::Value(value)) => Ok(value.clone()),
                    Some(Answer::NoConstant) | None => outcome,
                };
                Some((definition.position, self.constant(&definition, outcome)))
            })
            .collect())
    }

    /// The definition that a macro's cursor stands on, and its text from the name to the last
    /// token. What the compiler defines has no text, and a text that is no UTF-8 none that counts.
    fn definition_text(&self, define: &Define<'u>) -> Option<(Definition<'u>, &'u str)> {
        let (position, end) = (define.start, define.end);
        let text = self.files.text(position.file?);
        let bytes = text.get(position.offset as usize..end.offset as usize)?;
        let length = bytes
            .iter()
            .position(|&byte| {
                !(byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | 0x80..))
            })
            .unwrap_or(bytes.len());
        let name = std::str::from_utf8(bytes.get(..length)?).ok()?;
        let definition = Definition {
            name,
            position,
            end,
        };
        Some((definition, std::str::from_utf8(bytes).unwrap_or("")))
    }

    /// One macro of the scope as a declaration.
    fn constant(
        &mut self,
        definition: &Definition<'u>,
        outcome: Result<Value, Reason>,
    ) -> Declaration {
        let name = definition.name.to_owned();
        let (start, end) = (definition.position.offset, definition.end.offset);
        let doc = self
            .files
            .comments(definition.position)
            .map(|comments| comments.of(start as usize, end as usize))
            .unwrap_or_default();
        let source = Source {
            location: self.files.location(definition.position),
            doc,
            in_scope: true,
        };
        match outcome {
            Ok(value) => Declaration::Constant(Constant {
                name,
                value,
                source,
            }),
            Err(reason) => Declaration::Skipped(Skipped {
                name,
                reason,
                source,
            }),
        }
    }
}

/// The macros that the compiler and the command line define: name and text.
fn builtin_definitions(events: &[Event<'_>]) -> Vec<(String, String)> {
    events
        .iter()
        .filter_map(|event| match event {
            Event::Define(define) if define.start.file.is_none() => Some(define.cursor),
            Event::Define(_) | Event::Include { .. } => None,
        })
        .filter_map(|cursor| {
            let tokens = cursor.tokens();
            let name = tokens.first()?.clone();
            let separator = if cursor.is_function_like() { "" } else { " " };
            let text = format!("{name}{separator}{}", tokens.get(1..)?.join(" "));
            Some((name, text))
        })
        .collect()
}

/// What clang says of a macro that the evaluator could not decide.
enum Answer {
    /// There is no such macro at the end.
    NotDefined,
    /// There is, but it is no constant.
    NoConstant,
    /// Its value.
    Value(Value),
}

/// Asks clang for macros by name, in a second parse of the same headers.
fn ask_clang<'n>(
    input: &parse::Input,
    names: &[&'n str],
) -> Result<HashMap<&'n str, Answer>, Error> {
    if names.is_empty() {
        return Ok(HashMap::default());
    }
    let questions: String = names
        .iter()
        .enumerate()
        .map(|(index, name)| {
            format!(
                "#ifdef {name}\nextern int __quarry_d{index};\n\
                 __auto_type __quarry_q{index} = ({name});\n#endif\n"
            )
        })
        .collect();
    let unit = Unit::parse(
        &input.clang_arguments(),
        parse::MAIN_FILE,
        &input.unsaved(&questions),
        false,
    )?;
    let mut answers: HashMap<&str, Answer> = names
        .iter()
        .map(|&name| (name, Answer::NotDefined))
        .collect();
    unit.root().for_each_child(|cursor| {
        if cursor.kind() != CursorKind::Variable {
            return;
        }
        let spelling = cursor.spelling();
        let Some(rest) = spelling.strip_prefix("__quarry_") else {
            return;
        };
        let name = rest
            .get(1..)
            .and_then(|index| index.parse::<usize>().ok())
            .and_then(|index| names.get(index));
        if let Some(&name) = name {
            let value = if rest.starts_with('q') {
                value_of(cursor)
            } else {
                None
            };
            answers.insert(name, value.map_or(Answer::NoConstant, Answer::Value));
        }
    });
    Ok(answers)
}

/// The value of a variable that was made from a macro, with the macro's type.
fn value_of(cursor: Cursor<'_>) -> Option<Value> {
    let ty = cursor.ty().canonical();
    match (cursor.evaluate()?, ty.kind()) {
        (_, TypeKind::Pointer) => None,
        (Evaluated::Integer(value), _) => match integer_type(ty) {
            CType::Unsupported { .. } => None,
            ty => Some(Value::Integer(value, ty)),
        },
        (Evaluated::Float(value), TypeKind::Float) => Some(Value::Float(value, CType::Float)),
        (Evaluated::Float(value), TypeKind::Double) => Some(Value::Float(value, CType::Double)),
        (Evaluated::Float(_), _) => None,
    }
}

/// What the names of a unit mean; read when the first macro asks.
struct UnitNames<'u, 'w> {
    /// Declarations of the scope.
    within: &'w [Cursor<'u>],
    /// The others.
    elsewhere: &'w [Cursor<'u>],
    /// Both, by name.
    table: OnceCell<NameTable<'u>>,
    /// The records that an expression has come upon.
    records: RefCell<HashMap<RecordHandle, Type<'u>>>,
    /// The members of those of which one was asked for.
    members: RefCell<HashMap<RecordHandle, Option<MemberTable<'u>>>>,
}

/// The members of a record by name: offset in bits and declaration.
type MemberTable<'u> = HashMap<String, (u64, Cursor<'u>)>;

/// Cursors by name, in C's two name spaces.
#[derive(Default)]
struct NameTable<'u> {
    /// Functions, variables, typedefs, enumerators.
    ordinary: HashMap<String, Cursor<'u>>,
    /// Tags.
    tags: HashMap<String, Cursor<'u>>,
}

impl<'u, 'w> UnitNames<'u, 'w> {
    /// Nothing is read yet.
    fn new(within: &'w [Cursor<'u>], elsewhere: &'w [Cursor<'u>]) -> UnitNames<'u, 'w> {
        UnitNames {
            within,
            elsewhere,
            table: OnceCell::new(),
            records: RefCell::default(),
            members: RefCell::default(),
        }
    }

    /// The table.
    fn table(&self) -> &NameTable<'u> {
        self.table.get_or_init(|| {
            let mut table = NameTable::default();
            for &cursor in self.elsewhere.iter().chain(self.within) {
                match cursor.kind() {
                    CursorKind::Struct | CursorKind::Union => {
                        table.tags.insert(cursor.spelling(), cursor);
                    }
                    CursorKind::Enum => {
                        table.tags.insert(cursor.spelling(), cursor);
                        cursor.for_each_child(|child| {
                            table.ordinary.insert(child.spelling(), child);
                        });
                    }
                    _ => {
                        table.ordinary.insert(cursor.spelling(), cursor);
                    }
                }
            }
            table
        })
    }
}

impl Names for UnitNames<'_, '_> {
    fn enumerator(&self, name: &str) -> Option<(i128, CType)> {
        let cursor = *self.table().ordinary.get(name)?;
        (cursor.kind() == CursorKind::Enumerator).then(|| enumerator_value(cursor))
    }

    fn type_named(&self, name: &str) -> Option<TypeFacts> {
        let table = self.table();
        let tag = ["struct ", "union ", "enum "]
            .iter()
            .find_map(|keyword| name.strip_prefix(keyword));
        let cursor = match tag {
            Some(tag) => *table.tags.get(tag)?,
            None => *table
                .ordinary
                .get(name)
                .filter(|cursor| cursor.kind() == CursorKind::Typedef)?,
        };
        Some(self.facts(cursor.ty(), FACTS_DEPTH))
    }

    fn is_declared(&self, name: &str) -> bool {
        self.table().ordinary.get(name).is_some_and(|cursor| {
            matches!(cursor.kind(), CursorKind::Function | CursorKind::Variable)
        })
    }

    fn type_of(&self, variable: &str) -> Option<TypeFacts> {
        let cursor = *self.table().ordinary.get(variable)?;
        let ty = cursor.ty();
        // Another declaration of an array may say how long it is.
        (cursor.kind() == CursorKind::Variable
            && ty.canonical().kind() != TypeKind::IncompleteArray)
            .then(|| self.facts(ty, FACTS_DEPTH))
    }

    fn member(&self, record: RecordHandle, name: &str) -> Option<Member> {
        let mut members = self.members.borrow_mut();
        let table = match members.entry(record) {
            Entry::Occupied(entry) => entry.into_mut(),
            Entry::Vacant(entry) => {
                let ty = *self.records.borrow().get(&record)?;
                entry.insert(named_members(ty))
            }
        };
        let (offset_bits, cursor) = *table.as_ref()?.get(name)?;
        Some(Member {
            offset_bits,
            is_bit_field: cursor.bit_width().is_some(),
            ty: self.facts(cursor.ty(), FACTS_DEPTH),
        })
    }
}

/// How many pointers and arrays of pointers and arrays the facts of a type follow.
const FACTS_DEPTH: u32 = 4;

/// How many members are looked at to find those of the anonymous records in a record.
const MEMBERS: usize = 1 << 16;

impl<'u> UnitNames<'u, '_> {
    /// What an expression can see of a type.
    fn facts(&self, ty: Type<'u>, depth: u32) -> TypeFacts {
        let canonical = ty.canonical();
        let inner = |ty: Type<'u>| (depth > 0).then(|| std::rc::Rc::new(self.facts(ty, depth - 1)));
        let form = match canonical.kind() {
            TypeKind::Pointer => Form::Pointer(inner(canonical.pointee())),
            TypeKind::ConstantArray => {
                Form::Array(inner(canonical.element()), canonical.array_len())
            }
            TypeKind::IncompleteArray => Form::Array(inner(canonical.element()), None),
            TypeKind::Record => {
                let handle = RecordHandle(canonical.declaration().identity());
                self.records.borrow_mut().insert(handle, canonical);
                Form::Record(handle)
            }
            TypeKind::FunctionProto | TypeKind::FunctionNoProto => Form::Function,
            TypeKind::Void => Form::Void,
            _ => match integer_type(canonical) {
                CType::Unsupported { .. } => Form::Other,
                arithmetic => Form::Arithmetic(arithmetic),
            },
        };
        TypeFacts {
            // Constants are written in builtin types.
            spelled: match &form {
                Form::Arithmetic(ty) => ty.clone(),
                _ => CType::Void,
            },
            form,
            layout: ty.layout(),
        }
    }
}

/// The members of a record by name, with their offsets in bits, those of anonymous records
/// included (C11 §6.7.2.1p13); `None` where there are too many.
fn named_members(record: Type<'_>) -> Option<MemberTable<'_>> {
    let mut table = HashMap::default();
    let mut waiting = vec![(0u64, record)];
    let mut seen = 0usize;
    while let Some((start, record)) = waiting.pop() {
        for field in record.fields() {
            seen += 1;
            if seen > MEMBERS {
                return None;
            }
            let Some(offset) = field.field_offset_bits() else {
                continue;
            };
            let (name, offset) = (field.spelling(), start + offset);
            if is_identifier(&name) {
                table.insert(name, (offset, field));
            } else if field.bit_width().is_none() {
                waiting.push((offset, field.ty().canonical()));
            }
        }
    }
    Some(table)
}
