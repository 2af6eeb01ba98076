//! C types: clang's → ours, declaring on the way what a type refers to.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "kinds mirror libclang's open list: only a few are meant at each place"
)]

use super::model::{CType, FunctionType, QualType, TypeId, VaList, VaListForm};
use super::walker::{Hint, Walker};
use crate::clang::cursor::Cursor;
use crate::clang::kind::{CursorKind, TypeKind};
use crate::clang::ty::Type;

/// How a type is used, which decides what must be declared before it.
#[derive(Debug, Clone, Copy)]
pub struct Use<'n> {
    /// What a type without a name is to be named after.
    pub hint: Hint<'n>,
    /// Needed complete: a member, an element.
    pub by_value: bool,
}

impl Use<'_> {
    /// Behind a pointer or in a function's type.
    fn by_reference(self) -> Self {
        Use {
            by_value: false,
            ..self
        }
    }
}

/// Where a type stands, as far as it changes what the type is or what must be declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// Behind a pointer, as a result.
    Referred,
    /// In a member or variable.
    Held,
    /// As a parameter, adjusted.
    Parameter,
}

impl Place {
    /// The place of a use.
    fn of(usage: Use<'_>) -> Place {
        if usage.by_value {
            Place::Held
        } else {
            Place::Referred
        }
    }
}

impl<'u> Walker<'u> {
    /// A type with its qualifiers. Once converted for a use, what it refers to is declared for that
    /// use, so that the next time it is only looked up: most types of a header are few.
    pub fn qual_type(&mut self, ty: Type<'u>, usage: Use<'_>) -> QualType {
        let key = (ty.key(), Place::of(usage));
        if let Some(known) = self.types.get(&key) {
            return known.clone();
        }
        let converted = self.convert(ty, usage);
        if is_small(&converted.ty, 4) {
            self.types.insert(key, converted.clone());
        }
        converted
    }

    /// A type with its qualifiers, for the first time.
    fn convert(&mut self, ty: Type<'u>, usage: Use<'_>) -> QualType {
        let (mut ty, mut is_const, mut is_volatile) = (ty, ty.is_const(), ty.is_volatile());
        let mut is_nonnull = ty.is_nonnull();
        loop {
            ty = match ty.kind() {
                TypeKind::Elaborated => ty.named(),
                // A function's attribute is its calling convention, which must not be lost.
                TypeKind::Attributed if ty.result().is_none() => ty.modified(),
                _ => break,
            };
            is_const |= ty.is_const();
            is_volatile |= ty.is_volatile();
            is_nonnull |= ty.is_nonnull();
        }
        if ty.kind() == TypeKind::Typedef {
            // `typedef const int T;` hides its qualifier behind the name.
            let canonical = ty.canonical();
            is_const |= canonical.is_const();
            is_volatile |= canonical.is_volatile();
        }
        let mut ctype = self.ctype(ty, usage);
        if let CType::Pointer { nonnull, .. } = &mut ctype {
            *nonnull |= is_nonnull;
        }
        QualType {
            ty: ctype,
            is_const,
            is_volatile,
        }
    }

    /// The type of a function, through whatever parentheses stand around it.
    pub fn function_type(&mut self, ty: Type<'u>, usage: Use<'_>) -> Option<FunctionType> {
        let parameters: Vec<Type<'u>> = ty.parameters().collect();
        self.function_type_of(ty, (ty.result(), &parameters), usage)
    }

    /// The same of a type whose result and parameters are known; `None` for what is no function.
    pub fn function_type_of(
        &mut self,
        ty: Type<'u>,
        (result, parameters): (Option<Type<'u>>, &[Type<'u>]),
        usage: Use<'_>,
    ) -> Option<FunctionType> {
        let usage = usage.by_reference();
        let result = self.qual_type(result?, usage);
        let parameters = parameters
            .iter()
            .map(|parameter| self.parameter(*parameter, usage))
            .collect();
        let prototyped = ty.canonical().kind() == TypeKind::FunctionProto;
        Some(FunctionType {
            result,
            parameters,
            variadic: prototyped && ty.is_variadic(),
            prototyped,
            convention: self.convention(ty),
        })
    }

    /// A type that is neither elaborated nor attributed.
    fn ctype(&mut self, ty: Type<'u>, usage: Use<'_>) -> CType {
        if let Some(builtin) = builtin(ty.kind()) {
            return builtin;
        }
        match ty.kind() {
            TypeKind::Pointer => self.pointer(ty, ty.pointee(), usage),
            TypeKind::NullPtr => null_pointer(),
            TypeKind::ConstantArray => CType::Array {
                element: Box::new(self.qual_type(ty.element(), usage)),
                len: ty.array_len(),
            },
            TypeKind::IncompleteArray | TypeKind::VariableArray => CType::Array {
                element: Box::new(self.qual_type(ty.element(), usage)),
                len: None,
            },
            TypeKind::Record => CType::Record(self.record_type(ty.declaration(), usage)),
            TypeKind::Enum => CType::Enumeration(self.enumeration_type(ty.declaration(), usage)),
            TypeKind::Typedef => self.typedef_type(ty, usage),
            TypeKind::Atomic => CType::Atomic(Box::new(self.qual_type(ty.value_type(), usage))),
            TypeKind::FunctionProto | TypeKind::FunctionNoProto => {
                match self.function_type(ty, usage) {
                    Some(function) => CType::Function(Box::new(function)),
                    None => unsupported(ty),
                }
            }
            TypeKind::Elaborated => self.qual_type(ty, usage).ty,
            TypeKind::Attributed | TypeKind::Unexposed => self.unexposed(ty, usage),
            _ => unsupported(ty),
        }
    }

    /// A type that libclang does not show: parentheses around a function keep its typedefs;
    /// anything else is told by what it stands for.
    fn unexposed(&mut self, ty: Type<'u>, usage: Use<'_>) -> CType {
        if let Some(function) = self.function_type(ty, usage) {
            return CType::Function(Box::new(function));
        }
        let canonical = ty.canonical();
        if matches!(canonical.kind(), TypeKind::Unexposed | TypeKind::Invalid) {
            unsupported(ty)
        } else {
            self.ctype(canonical, usage)
        }
    }

    /// A pointer.
    fn pointer(&mut self, ty: Type<'u>, pointee: Type<'u>, usage: Use<'_>) -> CType {
        CType::Pointer {
            pointee: Box::new(self.qual_type(pointee, usage.by_reference())),
            nonnull: ty.is_nonnull(),
        }
    }

    /// A parameter, after the adjustment of arrays and functions (C11 §6.7.6.3p7-8).
    fn parameter(&mut self, ty: Type<'u>, usage: Use<'_>) -> QualType {
        let key = (ty.key(), Place::Parameter);
        if let Some(known) = self.types.get(&key) {
            return known.clone();
        }
        let adjusted = self.adjust(ty, usage);
        if is_small(&adjusted.ty, 4) {
            self.types.insert(key, adjusted.clone());
        }
        adjusted
    }

    /// A parameter, for the first time.
    fn adjust(&mut self, ty: Type<'u>, usage: Use<'_>) -> QualType {
        let canonical = ty.canonical();
        let adjusted = match canonical.kind() {
            _ if self.is_va_list(ty) => return self.qual_type(ty, usage),
            TypeKind::ConstantArray | TypeKind::IncompleteArray | TypeKind::VariableArray => {
                let array = opened(ty);
                let mut pointer = self.pointer(ty, array.element(), usage);
                if let CType::Pointer { pointee, .. } = &mut pointer {
                    // `const` on a typedef of an array is the elements' (C11 §6.7.3p9).
                    pointee.is_const |= ty.is_const() || canonical.is_const();
                }
                pointer
            }
            TypeKind::FunctionProto | TypeKind::FunctionNoProto => self.pointer(ty, ty, usage),
            _ => return self.qual_type(ty, usage),
        };
        QualType {
            ty: adjusted,
            is_const: false,
            is_volatile: false,
        }
    }

    /// A typedef's name.
    fn typedef_type(&mut self, ty: Type<'u>, usage: Use<'_>) -> CType {
        if self.is_va_list(ty) {
            return va_list(ty);
        }
        let declaration = ty.declaration();
        if usage.by_value {
            self.complete(ty.canonical(), usage);
        }
        if self.is_due(declaration, usage.by_value) {
            self.typedef(declaration);
        }
        CType::Typedef(self.id(declaration))
    }

    /// Whether a type is `va_list`, through any number of typedefs.
    fn is_va_list(&mut self, ty: Type<'u>) -> bool {
        let ty = match ty.kind() {
            TypeKind::Elaborated => ty.named(),
            TypeKind::Attributed => ty.modified(),
            _ => ty,
        };
        if ty.kind() != TypeKind::Typedef {
            return false;
        }
        let declaration = ty.declaration();
        let identity = declaration.identity();
        if let Some(&known) = self.va_lists.get(&identity) {
            return known;
        }
        let is_va_list = declaration.kind() == CursorKind::Typedef
            && (declaration.spelling() == "__builtin_va_list"
                || self.is_va_list(declaration.typedef_target()));
        self.va_lists.insert(identity, is_va_list);
        is_va_list
    }

    /// Declares the record that a typedef of it, or of an array of it, needs complete.
    fn complete(&mut self, canonical: Type<'u>, usage: Use<'_>) {
        match canonical.kind() {
            TypeKind::Record => {
                self.record_type(canonical.declaration(), usage);
            }
            TypeKind::ConstantArray | TypeKind::IncompleteArray => {
                self.complete(canonical.element(), usage);
            }
            _ => {}
        }
    }

    /// A structure or union that something refers to.
    fn record_type(&mut self, declaration: Cursor<'u>, usage: Use<'_>) -> TypeId {
        if self.is_due(declaration, usage.by_value) {
            self.record_named(declaration, usage.hint);
        }
        self.id(declaration)
    }

    /// An enumeration that something refers to.
    fn enumeration_type(&mut self, declaration: Cursor<'u>, usage: Use<'_>) -> TypeId {
        if self.is_due(declaration, usage.by_value) {
            self.enumeration_named(declaration, usage.hint);
        }
        self.id(declaration)
    }
}

/// An array through its typedefs, which have to be opened to reach the element. The element keeps
/// its own, because without them a type may be exponentially large.
fn opened(ty: Type<'_>) -> Type<'_> {
    let mut array = ty;
    loop {
        array = match array.kind() {
            TypeKind::ConstantArray | TypeKind::IncompleteArray | TypeKind::VariableArray => {
                return array;
            }
            TypeKind::Elaborated => array.named(),
            TypeKind::Attributed => array.modified(),
            TypeKind::Typedef => array.declaration().typedef_target(),
            _ => return array.canonical(),
        };
    }
}

/// Whether a type is cheap to copy: at most so many pointers and arrays around a name. Each level
/// of a deep type is a type too, and to keep them all would cost the square of the depth.
fn is_small(ty: &CType, levels: u32) -> bool {
    match ty {
        CType::Pointer { pointee: inner, .. } | CType::Array { element: inner, .. } => {
            levels > 0 && is_small(&inner.ty, levels - 1)
        }
        CType::Function(_) | CType::Atomic(_) | CType::Unsupported { .. } => false,
        _ => true,
    }
}

/// The type of an enumeration's values, an enumerator or a constant: an arithmetic type.
pub fn integer_type(ty: Type<'_>) -> CType {
    let canonical = ty.canonical();
    match canonical.kind() {
        TypeKind::Enum => integer_type(canonical.declaration().enum_integer_type()),
        TypeKind::Void => unsupported(canonical),
        kind => builtin(kind).unwrap_or_else(|| unsupported(canonical)),
    }
}

/// A type that is one word of ours.
fn builtin(kind: TypeKind) -> Option<CType> {
    Some(match kind {
        TypeKind::Void => CType::Void,
        TypeKind::Bool => CType::Bool,
        TypeKind::Char => CType::Char,
        TypeKind::SChar => CType::SChar,
        TypeKind::UChar => CType::UChar,
        TypeKind::Short => CType::Short,
        TypeKind::UShort => CType::UShort,
        TypeKind::Int => CType::Int,
        TypeKind::UInt => CType::UInt,
        TypeKind::Long => CType::Long,
        TypeKind::ULong => CType::ULong,
        TypeKind::LongLong => CType::LongLong,
        TypeKind::ULongLong => CType::ULongLong,
        TypeKind::Float => CType::Float,
        TypeKind::Double => CType::Double,
        TypeKind::LongDouble => CType::LongDouble,
        _ => return None,
    })
}

/// C23's `nullptr_t`, which is represented and passed as `void *` (C23 §7.21.3).
fn null_pointer() -> CType {
    CType::Pointer {
        pointee: Box::new(QualType {
            ty: CType::Void,
            is_const: false,
            is_volatile: false,
        }),
        nonnull: false,
    }
}

/// A type that Pyrite has no word for.
fn unsupported(ty: Type<'_>) -> CType {
    CType::Unsupported {
        spelling: ty.canonical().spelling(),
        layout: ty.layout(),
    }
}

/// The target's `va_list`.
fn va_list(ty: Type<'_>) -> CType {
    let canonical = ty.canonical();
    match (canonical.kind(), ty.layout()) {
        (_, None) => unsupported(ty),
        (TypeKind::Pointer, Some(layout)) => CType::VaList(VaList {
            form: VaListForm::Pointer,
            layout,
        }),
        (TypeKind::ConstantArray, Some(layout)) => CType::VaList(VaList {
            form: VaListForm::Array,
            layout,
        }),
        (_, Some(layout)) => CType::VaList(VaList {
            form: VaListForm::Record,
            layout,
        }),
    }
}
