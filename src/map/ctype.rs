//! C types → Pyrite types. The only place that turns a C type into a width.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::layout;
use super::model::{Item, ItemKind, Type};
use super::names::{self, Names};
use crate::decls::model::{
    CType, Convention, Declaration, Enumeration, FunctionType, Layout, QualType, Record, TypeId,
    Typedef, VaList, VaListForm,
};
use crate::diagnostic::Reason;
use crate::location::Location;
use crate::target::{DataModel, Scalar};

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
    pub names: &'d Names,
    /// Every type of the unit.
    entries: BTreeMap<TypeId, Entry<'d>>,
    /// Typedefs that are only another word for the record or enumeration of the same name.
    same: BTreeMap<TypeId, TypeId>,
    /// Records that may travel by value.
    by_value: BTreeSet<TypeId>,
    /// Opaque types that stand for what Pyrite has no type for, and the first place of each.
    opaque: RefCell<BTreeMap<String, String>>,
}

impl<'d> Types<'d> {
    /// Gathers the types of a unit.
    pub fn new(
        declarations: &'d [Declaration],
        model: &'d DataModel,
        names: &'d Names,
    ) -> Types<'d> {
        let entries = declarations
            .iter()
            .filter_map(|declaration| match declaration {
                Declaration::Record(record) => Some((record.id, Entry::Record(record))),
                Declaration::Enumeration(it) => Some((it.id, Entry::Enumeration(it))),
                Declaration::Typedef(typedef) => Some((typedef.id, Entry::Typedef(typedef))),
                Declaration::Function(_)
                | Declaration::Variable(_)
                | Declaration::Constant(_)
                | Declaration::Skipped(_) => None,
            })
            .collect();
        Types {
            model,
            names,
            entries,
            same: names::typedefs_of_their_own_tag(declarations),
            by_value: BTreeSet::new(),
            opaque: RefCell::new(BTreeMap::new()),
        }
    }

    /// Notes that a record's fields are C's own, so that it may travel by value.
    pub fn allow_by_value(&mut self, id: TypeId) {
        self.by_value.insert(id);
    }

    /// Whether a typedef is only another word for the type of the same name.
    pub fn is_same_as_its_tag(&self, id: TypeId) -> bool {
        self.same.contains_key(&id)
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
            CType::Record(id) => match self.entries.get(id) {
                Some(Entry::Record(record)) => record.definition.as_ref().map(|_| self.named(*id)),
                Some(Entry::Enumeration(_) | Entry::Typedef(_)) | None => None,
            },
            CType::Enumeration(id) => self.enumeration_by_value(*id).ok(),
            CType::Typedef(id) => {
                if let Some(known) = self.well_known(*id) {
                    return Some(known);
                }
                let held = self.held(&self.typedef(*id)?.target.ty)?;
                Some(if self.same.contains_key(id) {
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
            CType::Char if model.char_signed => Type::Int(8),
            CType::Char | CType::UChar => Type::Uint(8),
            CType::SChar => Type::Int(8),
            CType::Short => Type::Int(bits(model.short)),
            CType::UShort => Type::Uint(bits(model.short)),
            CType::Int => Type::Int(bits(model.int)),
            CType::UInt => Type::Uint(bits(model.int)),
            CType::Long => Type::Int(bits(model.long)),
            CType::ULong => Type::Uint(bits(model.long)),
            CType::LongLong => Type::Int(bits(model.long_long)),
            CType::ULongLong => Type::Uint(bits(model.long_long)),
            CType::Float => float(model.float)?,
            CType::Double => float(model.double)?,
            CType::LongDouble => float(model.long_double)?,
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

    /// A pointer. One to a function that Pyrite cannot say is a pointer to something opaque.
    fn pointer(&self, pointee: &QualType, nonnull: bool) -> Type {
        if let Some(function) = self.function_behind(&pointee.ty) {
            return match self.function(function, !nonnull) {
                Ok(function) => function,
                Err(_) => Type::Pointer {
                    mutable: true,
                    pointee: Box::new(Type::Void),
                },
            };
        }
        Type::Pointer {
            mutable: !self.is_const(pointee),
            pointee: Box::new(self.pointee(&pointee.ty)),
        }
    }

    /// Why the function behind a pointer type cannot be said, for a remark where it is used.
    pub fn unsaid_function(&self, ty: &CType) -> Option<Reason> {
        match ty {
            CType::Pointer { pointee, .. } => match self.function_behind(&pointee.ty) {
                Some(function) => self.function(function, true).err(),
                None => self.unsaid_function(&pointee.ty),
            },
            CType::Array { element, .. } => self.unsaid_function(&element.ty),
            CType::Atomic(inner) => self.unsaid_function(&inner.ty),
            CType::Void
            | CType::Bool
            | CType::Char
            | CType::SChar
            | CType::UChar
            | CType::Short
            | CType::UShort
            | CType::Int
            | CType::UInt
            | CType::Long
            | CType::ULong
            | CType::LongLong
            | CType::ULongLong
            | CType::Float
            | CType::Double
            | CType::LongDouble
            | CType::Function(_)
            | CType::Record(_)
            | CType::Enumeration(_)
            | CType::Typedef(_)
            | CType::VaList(_)
            | CType::Unsupported { .. } => None,
        }
    }

    /// `const`, of the pointee itself or of the array's elements.
    fn is_const(&self, ty: &QualType) -> bool {
        ty.is_const
            || match &ty.ty {
                CType::Array { element, .. } => self.is_const(element),
                _ => false,
            }
    }

    /// The function that a pointee is, through typedefs.
    fn function_behind<'t>(&self, ty: &'t CType) -> Option<&'t FunctionType>
    where
        'd: 't,
    {
        match ty {
            CType::Function(function) => Some(function),
            CType::Typedef(id) => self.function_behind(&self.typedef(*id)?.target.ty),
            _ => None,
        }
    }

    /// The type of a function, as a pointer to it.
    ///
    /// # Errors
    /// The reason why Pyrite cannot say it.
    pub fn function(&self, function: &FunctionType, nullable: bool) -> Result<Type, Reason> {
        if !function.prototyped {
            return Err(Reason::NoPrototype);
        }
        Ok(Type::Function {
            nullable,
            convention: convention(&function.convention)?,
            parameters: function
                .parameters
                .iter()
                .map(|parameter| self.by_value(parameter))
                .collect::<Result<_, _>>()?,
            variadic: function.variadic,
            result: Box::new(self.result(&function.result)?.unwrap_or(Type::Void)),
        })
    }

    /// What a function returns; `None` for `void`.
    ///
    /// # Errors
    /// The reason why it cannot be returned.
    pub fn result(&self, ty: &QualType) -> Result<Option<Type>, Reason> {
        if self.is_void(&ty.ty) {
            return Ok(None);
        }
        match &ty.ty {
            // A `va_list` as a result is not adjusted as a parameter is.
            CType::VaList(VaList {
                form: VaListForm::Array | VaListForm::Record,
                ..
            }) => Err(Reason::VaList),
            _ => self.by_value(ty).map(Some),
        }
    }

    /// `void`, or a typedef of it.
    pub fn is_void(&self, ty: &CType) -> bool {
        match ty {
            CType::Void => true,
            CType::Typedef(id) => self
                .typedef(*id)
                .is_some_and(|typedef| self.is_void(&typedef.target.ty)),
            _ => false,
        }
    }

    /// A structure or union by value.
    fn record_by_value(&self, id: TypeId) -> Result<Type, Reason> {
        let spelling = self.c_name(id);
        match self.entries.get(&id) {
            Some(Entry::Record(record)) if record.definition.is_none() => {
                Err(Reason::IncompleteType(spelling))
            }
            Some(Entry::Record(_)) if self.by_value.contains(&id) => Ok(self.named(id)),
            Some(Entry::Record(_) | Entry::Enumeration(_) | Entry::Typedef(_)) | None => {
                Err(Reason::ByValue(spelling))
            }
        }
    }

    /// An enumeration by value.
    fn enumeration_by_value(&self, id: TypeId) -> Result<Type, Reason> {
        match self.entries.get(&id) {
            Some(Entry::Enumeration(it)) if self.integer(&it.underlying).is_some() => {
                Ok(match self.names.of_type(id) {
                    Some(name) => Type::Named(name.to_owned()),
                    None => self.integer(&it.underlying).unwrap_or(Type::Void),
                })
            }
            Some(Entry::Record(_) | Entry::Enumeration(_) | Entry::Typedef(_)) | None => {
                Err(Reason::IncompleteType(self.c_name(id)))
            }
        }
    }

    /// A typedef by value.
    fn typedef_by_value(&self, id: TypeId) -> Result<Type, Reason> {
        if let Some(known) = self.well_known(id) {
            return Ok(known);
        }
        let Some(typedef) = self.typedef(id) else {
            return Err(Reason::NeedsRefused(self.c_name(id)));
        };
        let target = self.by_value(&typedef.target)?;
        Ok(if self.same.contains_key(&id) {
            target
        } else {
            self.named(id)
        })
    }

    /// A typedef behind a pointer.
    fn typedef_pointee(&self, id: TypeId) -> Type {
        if let Some(known) = self.well_known(id) {
            return known;
        }
        match self.typedef(id) {
            Some(typedef) if self.is_void(&typedef.target.ty) => Type::Void,
            Some(_) | None => self.named(id),
        }
    }

    /// The integer type that an enumeration stands on.
    pub fn integer(&self, ty: &CType) -> Option<Type> {
        self.scalar(ty)
            .filter(|ty| matches!(ty, Type::Int(_) | Type::Uint(_) | Type::Bool))
    }

    /// A typedef whose name C itself defines, where its type is what the name promises.
    pub fn well_known(&self, id: TypeId) -> Option<Type> {
        let typedef = self.typedef(id)?;
        let name = typedef.name.as_str();
        let actual = self.resolve(&typedef.target.ty)?;
        let pointer = bits(self.model.pointer);
        let promised = match name {
            "int8_t" | "int16_t" | "int32_t" | "int64_t" | "intmax_t" | "uint8_t" | "uint16_t"
            | "uint32_t" | "uint64_t" | "uintmax_t" | "wchar_t" | "char16_t" | "char32_t" => {
                return Some(actual);
            }
            "size_t" | "uintptr_t" if actual == Type::Uint(pointer) => Type::Usize,
            "ssize_t" | "ptrdiff_t" | "intptr_t" if actual == Type::Int(pointer) => Type::Isize,
            _ => return None,
        };
        Some(promised)
    }

    /// An integer type through typedefs.
    fn resolve(&self, ty: &CType) -> Option<Type> {
        match ty {
            CType::Typedef(id) => self.resolve(&self.typedef(*id)?.target.ty),
            other => self
                .integer(other)
                .filter(|ty| matches!(ty, Type::Int(_) | Type::Uint(_))),
        }
    }

    /// A typedef by identity.
    pub fn typedef(&self, id: TypeId) -> Option<&'d Typedef> {
        match self.entries.get(&id)? {
            Entry::Typedef(typedef) => Some(typedef),
            Entry::Record(_) | Entry::Enumeration(_) => None,
        }
    }

    /// The name of a type in the module.
    fn named(&self, id: TypeId) -> Type {
        match (self.names.of_type(id), self.entries.get(&id)) {
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
        match self.entries.get(&id) {
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

    /// An opaque type that stands for what Pyrite has no type for.
    fn opaque(&self, spelling: &str) -> Type {
        let mut opaque = self.opaque.borrow_mut();
        let name = opaque.entry(spelling.to_owned()).or_insert_with(|| {
            let words: String = spelling
                .chars()
                .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
                .collect();
            names::unique(&names::safe(words.trim_matches('_')), self.names.taken())
        });
        Type::Named(name.clone())
    }

    /// Puts the opaque types that something needed before the first item.
    pub fn insert_opaque_types(&self, items: &mut Vec<Item>) {
        let Some(location) = items.first().map(|item| item.location.clone()) else {
            return;
        };
        let opaque = self.opaque.borrow();
        let opaque = opaque.iter().map(|(spelling, name)| Item {
            name: name.clone(),
            c_name: Some(spelling.clone()),
            location: Location {
                file: location.file.clone(),
                line: 1,
                column: 1,
            },
            doc: Vec::new(),
            remarks: vec![format!("{spelling}: Pyrite has no such type")],
            kind: ItemKind::Opaque,
        });
        items.splice(0..0, opaque);
    }

    /// The layout of a C type that is held, by clang for records and by C's rules otherwise; see
    /// [`layout`].
    pub fn layout(&self, ty: &CType) -> Option<Layout> {
        let scalar = |scalar: Scalar| {
            Some(Layout {
                size: scalar.size,
                align: scalar.align,
            })
        };
        let model = self.model;
        match ty {
            CType::Bool | CType::Char | CType::SChar | CType::UChar => {
                Some(Layout { size: 1, align: 1 })
            }
            CType::Short | CType::UShort => scalar(model.short),
            CType::Int | CType::UInt => scalar(model.int),
            CType::Long | CType::ULong => scalar(model.long),
            CType::LongLong | CType::ULongLong => scalar(model.long_long),
            CType::Float => scalar(model.float),
            CType::Double => scalar(model.double),
            CType::LongDouble => scalar(model.long_double),
            CType::Pointer { .. } => scalar(model.pointer),
            CType::Array { element, len } => {
                let element = self.layout(&element.ty)?;
                Some(Layout {
                    size: element.size.checked_mul(len.unwrap_or(0))?,
                    align: element.align,
                })
            }
            CType::Record(id) | CType::Enumeration(id) | CType::Typedef(id) => {
                match self.entries.get(id)? {
                    Entry::Record(record) => Some(record.definition.as_ref()?.layout),
                    Entry::Enumeration(it) => self.layout(&it.underlying),
                    Entry::Typedef(typedef) => self.layout(&typedef.target.ty),
                }
            }
            CType::Atomic(inner) => self.layout(&inner.ty),
            CType::VaList(va_list) => Some(va_list.layout),
            CType::Void | CType::Function(_) | CType::Unsupported { .. } => None,
        }
    }

    /// Whether a value of the type may be part of a record that travels by value.
    pub fn travels(&self, ty: &CType) -> bool {
        match ty {
            CType::Record(id) => self.by_value.contains(id),
            CType::Typedef(id) => self
                .typedef(*id)
                .is_some_and(|typedef| self.travels(&typedef.target.ty)),
            CType::Array { element, len } => len.unwrap_or(0) > 0 && self.travels(&element.ty),
            CType::Atomic(inner) => self.travels(&inner.ty),
            CType::VaList(va_list) => va_list.form == VaListForm::Pointer,
            CType::Unsupported { .. } | CType::Void | CType::Function(_) => false,
            CType::LongDouble => float(self.model.long_double).is_some(),
            CType::Bool
            | CType::Char
            | CType::SChar
            | CType::UChar
            | CType::Short
            | CType::UShort
            | CType::Int
            | CType::UInt
            | CType::Long
            | CType::ULong
            | CType::LongLong
            | CType::ULongLong
            | CType::Float
            | CType::Double
            | CType::Pointer { .. }
            | CType::Enumeration(_) => true,
        }
    }
}

/// The text after `extern` for a calling convention; `None` for C's default.
///
/// # Errors
/// [`Reason::CallingConvention`] for one that Pyrite has no name for.
pub fn convention(convention: &Convention) -> Result<Option<String>, Reason> {
    let name = match convention {
        Convention::C => return Ok(None),
        Convention::Stdcall => "stdcall",
        Convention::Fastcall => "fastcall",
        Convention::Thiscall => "thiscall",
        Convention::Vectorcall => "vectorcall",
        Convention::MsAbi => "ms_abi",
        Convention::SysvAbi => "sysv_abi",
        Convention::Other(name) => return Err(Reason::CallingConvention(name.clone())),
    };
    Ok(Some(name.to_owned()))
}

/// A width in bits.
fn bits(scalar: Scalar) -> u8 {
    u8::try_from(scalar.size.saturating_mul(8)).unwrap_or(u8::MAX)
}

/// A floating type of 32 or 64 bits.
fn float(scalar: Scalar) -> Option<Type> {
    match scalar.size {
        4 => Some(Type::Float(32)),
        8 => Some(Type::Float(64)),
        _ => None,
    }
}
