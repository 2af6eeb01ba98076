//! C types → Pyrite types. The only place that turns a C type into a width.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "what is not a type of its own case goes to `scalar`, which names them all"
)]

mod function;
mod known;
mod natural;
mod opaque;
mod stored;
mod value;

pub use stored::Stored;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::layout;
use super::model::{Basic, BasicName, Type, Width};
use super::names::{self, Names};
use crate::decls::model::{
    CType, Declaration, Enumeration, QualType, Record, TypeId, Typedef, VaList, VaListForm,
};
use crate::decls::selected::Selected;
use crate::diagnostic::Reason;
use crate::target::{DataModel, Scalar};

pub use function::convention;

/// What a [`TypeId`] stands for.
#[derive(Clone, Copy)]
enum Entry<'d> {
    /// A structure or union.
    Record(&'d Record),
    /// An enumeration.
    Enumeration(&'d Enumeration),
    /// A typedef.
    Typedef(&'d Typedef),
}

/// What each C type of one unit is in Pyrite.
pub struct Types<'d> {
    /// The widths.
    pub model: &'d DataModel,
    /// The names.
    pub names: &'d Names<'d>,
    /// Every type of the unit, by identity.
    entries: Vec<Option<Entry<'d>>>,
    /// Typedefs that are only another word for the record or enumeration of the same name.
    same: Vec<bool>,
    /// Typedefs whose name C itself defines; see [`Types::well_known`].
    known: Vec<Option<Type>>,
    /// Records that may travel by value.
    by_value: Vec<bool>,
    /// Records whose layout is in doubt: they are opaque.
    split: BTreeSet<TypeId>,
    /// What the user wants of them.
    selected: Option<&'d Selected>,
    /// What typedefs are by value, once it was asked: a chain of function pointer types that
    /// each mention the one before twice must not be walked anew at each mention.
    passed: RefCell<FxHashMap<TypeId, Result<Type, Reason>>>,
    /// The typedefs that were looked at as functions: `None` for one that is none, else whether
    /// Pyrite can say its type. For the same reason as `passed`.
    functions: RefCell<FxHashMap<TypeId, Option<Result<(), Reason>>>>,
    /// Opaque types that stand for what Pyrite has no type for: C's spelling and the name.
    opaque: RefCell<BTreeMap<String, String>>,
}

impl<'d> Types<'d> {
    /// Gathers the types of a unit.
    pub fn new(
        declarations: &'d [Declaration],
        model: &'d DataModel,
        names: &'d Names<'d>,
    ) -> Types<'d> {
        let mut entries = Vec::new();
        for declaration in declarations {
            let (id, entry) = match declaration {
                Declaration::Record(record) => (record.id, Entry::Record(record)),
                Declaration::Enumeration(it) => (it.id, Entry::Enumeration(it)),
                Declaration::Typedef(typedef) => (typedef.id, Entry::Typedef(typedef)),
                Declaration::Function(_)
                | Declaration::Variable(_)
                | Declaration::Constant(_)
                | Declaration::Renamed(_)
                | Declaration::Skipped(_) => continue,
            };
            let index = id.0 as usize;
            if entries.len() <= index {
                entries.resize(index + 1, None);
            }
            if let Some(slot) = entries.get_mut(index) {
                *slot = Some(entry);
            }
        }
        let mut same = vec![false; entries.len()];
        for id in names::typedefs_of_their_own_tag(declarations).keys() {
            if let Some(flag) = same.get_mut(id.0 as usize) {
                *flag = true;
            }
        }
        let mut types = Types {
            model,
            names,
            same,
            known: Vec::new(),
            by_value: vec![false; entries.len()],
            split: BTreeSet::new(),
            selected: None,
            passed: RefCell::default(),
            functions: RefCell::default(),
            opaque: RefCell::new(BTreeMap::new()),
            entries,
        };
        types.known = types.find_well_known();
        types
    }

    /// What an identity stands for.
    fn entry(&self, id: TypeId) -> Option<Entry<'d>> {
        self.entries.get(id.0 as usize).copied().flatten()
    }

    /// A typedef by identity.
    pub fn typedef(&self, id: TypeId) -> Option<&'d Typedef> {
        match self.entry(id)? {
            Entry::Typedef(typedef) => Some(typedef),
            Entry::Record(_) | Entry::Enumeration(_) => None,
        }
    }

    /// Notes that a record's fields are C's own, so that it may travel by value.
    pub fn allow_by_value(&mut self, id: TypeId) {
        if let Some(flag) = self.by_value.get_mut(id.0 as usize) {
            *flag = true;
        }
    }

    /// Takes that back.
    pub fn forbid_by_value(&mut self, id: TypeId) {
        if let Some(flag) = self.by_value.get_mut(id.0 as usize) {
            *flag = false;
        }
    }

    /// Whether a record may travel by value.
    pub fn is_allowed_by_value(&self, id: TypeId) -> bool {
        self.by_value.get(id.0 as usize) == Some(&true)
    }

    /// Notes the records whose layout is in doubt.
    pub fn refuse_layouts(&mut self, split: BTreeSet<TypeId>) {
        self.split = split;
    }

    /// Notes one more.
    pub fn refuse_layout(&mut self, id: TypeId) {
        self.split.insert(id);
    }

    /// Whether the layout of a record is in doubt.
    pub fn is_split(&self, id: TypeId) -> bool {
        self.split.contains(&id)
    }

    /// The integer type of an enumeration.
    pub fn underlying(&self, id: TypeId) -> Option<&'d CType> {
        match self.entry(id)? {
            Entry::Enumeration(it) => Some(&it.underlying),
            Entry::Record(_) | Entry::Typedef(_) => None,
        }
    }

    /// Whether a typedef is only another word for the type of the same name.
    pub fn is_same_as_its_tag(&self, id: TypeId) -> bool {
        self.same.get(id.0 as usize) == Some(&true)
    }

    /// A type that is passed, returned, or held by a constant.
    ///
    /// # Errors
    /// The reason why it cannot be.
    pub fn by_value(&self, ty: &QualType) -> Result<Type, Reason> {
        match &ty.ty {
            CType::Array { .. } => Err(Reason::ByValue("an array".to_owned())),
            CType::Record(id) => self.record_by_value(*id),
            CType::Enumeration(id) => self.enumeration_by_value(*id),
            CType::Typedef(id) => self.typedef_by_value(*id),
            CType::Atomic(inner) => self.by_value(inner),
            CType::VaList(va_list) => self.va_list_parameter(*va_list),
            CType::Void => Err(Reason::IncompleteType("void".to_owned())),
            CType::Function(_) => Err(Reason::ByValue("a function".to_owned())),
            other => self
                .scalar(other)
                .ok_or_else(|| Reason::UnsupportedType(self.spelling(other))),
        }
    }

    /// A type that stands behind a pointer: there is always one, if need be an opaque one.
    pub fn pointee(&self, ty: &CType) -> Type {
        match ty {
            CType::Void => Type::Void,
            CType::Char => Type::Uint(8),
            CType::Record(id) | CType::Enumeration(id) => self.named(*id),
            CType::Typedef(id) => self.typedef_pointee(*id),
            CType::Array { element, len } => Type::Array {
                element: Box::new(self.pointee(&element.ty)),
                len: len.unwrap_or(0),
            },
            CType::Atomic(inner) => self.pointee(&inner.ty),
            CType::VaList(va_list) => self.va_list_storage(*va_list),
            // Only reached through `_Atomic` and the like; a pointer to a function is `pointer`.
            CType::Function(_) => Type::Void,
            other => self
                .scalar(other)
                .unwrap_or_else(|| self.opaque(&self.spelling(other))),
        }
    }

    /// A type that a field or global variable holds, where Pyrite has one of C's layout.
    pub fn held(&self, ty: &CType) -> Option<Type> {
        match ty {
            CType::Record(id) if self.is_split(*id) => None,
            CType::Record(id) => match self.entry(*id) {
                Some(Entry::Record(record)) => record.definition.as_ref().map(|_| self.named(*id)),
                Some(Entry::Enumeration(_) | Entry::Typedef(_)) | None => None,
            },
            CType::Enumeration(id) => self.enumeration_by_value(*id).ok(),
            CType::Typedef(id) => {
                if let Some(known) = self.well_known(*id) {
                    return Some(known);
                }
                let held = self.held(&self.typedef(*id)?.target.ty)?;
                Some(if self.is_same_as_its_tag(*id) {
                    held
                } else {
                    self.named(*id)
                })
            }
            CType::Array { element, len } => Some(Type::Array {
                element: Box::new(match element.ty {
                    CType::Char => Type::Uint(8),
                    _ => self.held(&element.ty)?,
                }),
                len: len.unwrap_or(0),
            }),
            CType::Atomic(inner) => self.held(&inner.ty),
            CType::VaList(va_list) => Some(self.va_list_storage(*va_list)),
            CType::Void | CType::Function(_) => None,
            other => self.scalar(other),
        }
    }

    /// Arithmetic types and pointers.
    fn scalar(&self, ty: &CType) -> Option<Type> {
        let model = self.model;
        Some(match ty {
            CType::Bool => Type::Bool,
            CType::Char => self.basic(BasicName::Char)?,
            CType::UChar => Type::Uint(8),
            CType::SChar => Type::Int(8),
            CType::Short => Type::Int(bits(model.short)),
            CType::UShort => Type::Uint(bits(model.short)),
            CType::Int => self.basic(BasicName::Int)?,
            CType::UInt => self.basic(BasicName::UnsignedInt)?,
            CType::Long => self.basic(BasicName::Long)?,
            CType::ULong => self.basic(BasicName::UnsignedLong)?,
            CType::LongLong => Type::Int(bits(model.long_long)),
            CType::ULongLong => Type::Uint(bits(model.long_long)),
            CType::Float => Width::float(model.float)?.into(),
            CType::Double => self.basic(BasicName::Double)?,
            CType::LongDouble => Width::float(model.long_double)?.into(),
            CType::Pointer { pointee, nonnull } => self.pointer(pointee, *nonnull),
            CType::Void
            | CType::Array { .. }
            | CType::Function(_)
            | CType::Record(_)
            | CType::Enumeration(_)
            | CType::Typedef(_)
            | CType::VaList(_)
            | CType::Atomic(_)
            | CType::Unsupported { .. } => return None,
        })
    }

    /// A basic type of C, where Pyrite has one of its width.
    pub fn basic(&self, name: BasicName) -> Option<Type> {
        let width = name.width(self.model)?;
        Some(Type::Basic(Basic { name, width }))
    }

    /// A typedef behind a pointer.
    fn typedef_pointee(&self, id: TypeId) -> Type {
        self.well_known(id).unwrap_or_else(|| self.named(id))
    }

    /// The integer type that an enumeration stands on.
    pub fn integer(&self, ty: &CType) -> Option<Type> {
        self.scalar(ty)
            .filter(|ty| is_integer(ty) || *ty == Type::Bool)
    }

    /// A floating type, where Pyrite has one of its width.
    pub fn floating(&self, ty: &CType) -> Option<Type> {
        self.scalar(ty)
            .filter(|ty| matches!(ty.clone().fixed(), Type::Float(_)))
    }

    /// The name of a type in the module.
    fn named(&self, id: TypeId) -> Type {
        match (self.names.of_type(id), self.entry(id)) {
            (Some(name), _) => Type::Named(name.to_owned()),
            (None, Some(Entry::Enumeration(it))) => {
                self.integer(&it.underlying).unwrap_or(Type::Void)
            }
            (None, Some(Entry::Record(_) | Entry::Typedef(_)) | None) => Type::Void,
        }
    }

    /// The name of a type in C, for a reason.
    fn c_name(&self, id: TypeId) -> String {
        let name = self.names.of_type(id).unwrap_or("without a name");
        match self.entry(id) {
            Some(Entry::Record(record)) if record.is_union => format!("union {name}"),
            Some(Entry::Record(_)) => format!("struct {name}"),
            Some(Entry::Enumeration(_)) => format!("enum {name}"),
            Some(Entry::Typedef(_)) | None => name.to_owned(),
        }
    }

    /// C's words for a type that is not sayable.
    fn spelling(&self, ty: &CType) -> String {
        match ty {
            CType::LongDouble => "long double".to_owned(),
            CType::Double => "double".to_owned(),
            CType::Float => "float".to_owned(),
            CType::Unsupported { spelling, .. } => spelling.clone(),
            _ => "this type".to_owned(),
        }
    }

    /// What a `va_list` parameter is, by the target's calling convention.
    fn va_list_parameter(&self, va_list: VaList) -> Result<Type, Reason> {
        match va_list.form {
            VaListForm::Pointer | VaListForm::Array => Ok(Type::Pointer {
                mutable: true,
                pointee: Box::new(Type::Void),
            }),
            VaListForm::Record => Err(Reason::VaList),
        }
    }

    /// What holds a `va_list`.
    fn va_list_storage(&self, va_list: VaList) -> Type {
        match va_list.form {
            VaListForm::Pointer => Type::Pointer {
                mutable: true,
                pointee: Box::new(Type::Void),
            },
            VaListForm::Array | VaListForm::Record => layout::storage(va_list.layout, self.model),
        }
    }
}

/// Whether a type is an integer, of a width of its own or of C's.
fn is_integer(ty: &Type) -> bool {
    matches!(ty.clone().fixed(), Type::Int(_) | Type::Uint(_))
}

/// A width in bits.
fn bits(scalar: Scalar) -> u8 {
    u8::try_from(scalar.size.saturating_mul(8)).unwrap_or(u8::MAX)
}
