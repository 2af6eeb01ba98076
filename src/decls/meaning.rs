//! What the names in macros mean: enumerators, types and their members, functions.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "kinds mirror libclang's open list: only a few are meant at each place"
)]

use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::collections::hash_map::Entry;
use std::rc::Rc;

use rustc_hash::FxHashMap as HashMap;

use super::ctype::integer_type;
use super::enumeration::enumerator_value;
use super::files::Files;
use super::macros::{Form, Member, Names, RecordHandle, TypeFacts};
use super::model::CType;
use super::walker::{Top, is_identifier};
use crate::clang::cursor::Cursor;
use crate::clang::kind::{CursorKind, TypeKind};
use crate::clang::ty::Type;

/// What the names of a unit mean; read when the first macro asks.
pub struct UnitNames<'u, 'w> {
    /// Whose text has most names.
    files: &'w Files<'u>,
    /// Declarations of the scope.
    within: &'w [Top<'u>],
    /// The others.
    elsewhere: &'w [Top<'u>],
    /// Both, by name, but for enumerators.
    table: OnceCell<NameTable<'u>>,
    /// The enumerators, of which there are often more than of all others; read when the first name
    /// is not found without.
    enumerators: OnceCell<NameTable<'u>>,
    /// What stands within records; read when the first name is not found without.
    nested: OnceCell<NameTable<'u>>,
    /// The types that were asked for.
    types: RefCell<HashMap<String, Option<TypeFacts>>>,
    /// The records that an expression has come upon.
    records: RefCell<HashMap<RecordHandle, Type<'u>>>,
    /// The members of those of which one was asked for.
    members: RefCell<HashMap<RecordHandle, Option<MemberTable<'u>>>>,
}

/// The members of a record by name: offset in bits and declaration.
type MemberTable<'u> = HashMap<String, (u64, Cursor<'u>)>;

/// A declaration's name: a piece of the header, where its text shows it.
type Name<'u> = Cow<'u, str>;

/// Cursors by name, in C's two name spaces.
#[derive(Default)]
struct NameTable<'u> {
    /// Functions, variables, typedefs, enumerators.
    ordinary: HashMap<Name<'u>, Cursor<'u>>,
    /// Their earlier declarations, where there are several.
    earlier: HashMap<Name<'u>, Vec<Cursor<'u>>>,
    /// Tags.
    tags: HashMap<Name<'u>, Cursor<'u>>,
}

impl<'u, 'w> UnitNames<'u, 'w> {
    /// Nothing is read yet.
    pub fn new(
        files: &'w Files<'u>,
        within: &'w [Top<'u>],
        elsewhere: &'w [Top<'u>],
    ) -> UnitNames<'u, 'w> {
        UnitNames {
            files,
            within,
            elsewhere,
            table: OnceCell::new(),
            enumerators: OnceCell::new(),
            nested: OnceCell::new(),
            types: RefCell::default(),
            records: RefCell::default(),
            members: RefCell::default(),
        }
    }

    /// All declarations, those that count first last.
    fn all(&self) -> impl Iterator<Item = &Top<'u>> {
        self.elsewhere.iter().chain(self.within)
    }

    /// The name of a declaration.
    fn name(&self, top: &Top<'u>) -> Name<'u> {
        match self.files.name_at(top.place) {
            Some(name) => Cow::Borrowed(name),
            None => Cow::Owned(top.cursor.spelling()),
        }
    }

    /// The names of file scope.
    fn table(&self) -> &NameTable<'u> {
        self.table.get_or_init(|| {
            let mut table = NameTable::default();
            let count = self.elsewhere.len() + self.within.len();
            table.ordinary.reserve(count);
            for top in self.all() {
                table.add(self.name(top), top.cursor);
            }
            table
        })
    }

    /// The enumerators of file scope.
    fn enumerators(&self) -> &NameTable<'u> {
        self.enumerators.get_or_init(|| {
            let mut table = NameTable::default();
            for top in self.all() {
                if top.cursor.kind() == CursorKind::Enum {
                    table.add_enumerators(top.cursor);
                }
            }
            table
        })
    }

    /// What records declare among their members, which C counts to file scope (C11 §6.2.1p4):
    /// `struct A { enum { N = 1 } e; };`
    fn nested(&self) -> &NameTable<'u> {
        self.nested.get_or_init(|| {
            let is_record = |cursor: &Cursor<'_>| {
                matches!(cursor.kind(), CursorKind::Struct | CursorKind::Union)
            };
            let mut waiting: Vec<Cursor<'u>> =
                self.all().map(|top| top.cursor).filter(is_record).collect();
            let mut table = NameTable::default();
            while let Some(record) = waiting.pop() {
                record.for_each_child(|child| {
                    if is_record(&child) {
                        waiting.push(child);
                        table.add(Cow::Owned(child.spelling()), child);
                    } else if child.kind() == CursorKind::Enum {
                        table.add(Cow::Owned(child.spelling()), child);
                        table.add_enumerators(child);
                    }
                });
            }
            table
        })
    }

    /// The function, variable, typedef or enumerator of a name.
    pub fn ordinary(&self, name: &str) -> Option<Cursor<'u>> {
        let found = self.table().ordinary.get(name);
        let found = found.or_else(|| self.enumerators().ordinary.get(name));
        found.or_else(|| self.nested().ordinary.get(name)).copied()
    }

    /// All declarations of a function or variable.
    pub fn declarations(&self, name: &str) -> Vec<Cursor<'u>> {
        let table = self.table();
        let earlier = table.earlier.get(name).into_iter().flatten();
        earlier.chain(table.ordinary.get(name)).copied().collect()
    }

    /// The declaration of a type: the name of a typedef, or `struct S`.
    pub fn type_cursor(&self, name: &str) -> Option<Cursor<'u>> {
        let tag = ["struct ", "union ", "enum "]
            .iter()
            .find_map(|keyword| name.strip_prefix(keyword));
        match tag {
            Some(tag) => self.tag(tag),
            None => self
                .ordinary(name)
                .filter(|cursor| cursor.kind() == CursorKind::Typedef),
        }
    }

    /// The structure, union or enumeration of a tag.
    fn tag(&self, name: &str) -> Option<Cursor<'u>> {
        let found = self.table().tags.get(name);
        found.or_else(|| self.nested().tags.get(name)).copied()
    }
}

impl<'u> NameTable<'u> {
    /// Adds what one declaration declares, but for enumerators.
    fn add(&mut self, name: Name<'u>, cursor: Cursor<'u>) {
        match cursor.kind() {
            CursorKind::Struct | CursorKind::Union | CursorKind::Enum => {
                self.tags.insert(name, cursor);
            }
            _ => match self.ordinary.entry(name) {
                Entry::Vacant(free) => {
                    free.insert(cursor);
                }
                Entry::Occupied(mut later) => {
                    let name = later.key().clone();
                    let earlier = later.insert(cursor);
                    self.earlier.entry(name).or_default().push(earlier);
                }
            },
        }
    }

    /// Adds the enumerators of an enumeration.
    fn add_enumerators(&mut self, enumeration: Cursor<'u>) {
        enumeration.for_each_child(|child| {
            self.ordinary.insert(Cow::Owned(child.spelling()), child);
        });
    }
}

impl Names for UnitNames<'_, '_> {
    fn enumerator(&self, name: &str) -> Option<(i128, CType)> {
        let cursor = self.ordinary(name)?;
        (cursor.kind() == CursorKind::Enumerator).then(|| enumerator_value(cursor))
    }

    fn type_named(&self, name: &str) -> Option<TypeFacts> {
        if let Some(known) = self.types.borrow().get(name) {
            return known.clone();
        }
        let cursor = self.type_cursor(name);
        let facts = cursor.map(|cursor| self.facts(cursor.ty(), FACTS_DEPTH));
        let known = facts.clone();
        self.types.borrow_mut().insert(name.to_owned(), known);
        facts
    }

    fn is_declared(&self, name: &str) -> bool {
        self.ordinary(name).is_some_and(|cursor| {
            matches!(cursor.kind(), CursorKind::Function | CursorKind::Variable)
        })
    }

    fn type_of(&self, variable: &str) -> Option<TypeFacts> {
        let cursor = self.ordinary(variable)?;
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
        let inner = |ty: Type<'u>| (depth > 0).then(|| Rc::new(self.facts(ty, depth - 1)));
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
