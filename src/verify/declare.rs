//! A type of the module as a type of C.
//!
//! The text decides the shape: pointers and their `const`, arrays and their lengths, functions and
//! what they take. Only what several types of C have in common is taken from the header: that
//! the `i32` at this place is C's `int` and not its `long`. It is taken where it is as wide and
//! as signed as the text says; else a type of C that is stands there, and the compiler objects.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "one shape of type is looked for, through which it is reached"
)]

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::c_type::{attribute, qualifiers, word};
use super::dictionary::{Dictionary, Entry};
use super::function::default_instead_of;
use super::layout::Layouts;
use crate::decls::model::{
    CType, Function as CFunction, FunctionType as CFunctionType, QualType, TypeId, VaListForm,
};
use crate::pyrite::model::{
    Dialect, FloatType, Function, FunctionType, IntegerType, Item, ItemKind, Type,
};
use crate::target::{DataModel, Scalar};

/// Spells the types of one module in C.
pub struct Declare<'m> {
    /// C's names.
    pub dictionary: &'m Dictionary<'m>,
    /// The module's types by name.
    pub types: &'m FxHashMap<&'m str, &'m Item>,
    /// Their sizes.
    pub layouts: Layouts<'m>,
    /// The form of the text.
    pub dialect: Dialect,
    /// What has been taken for the same, and where first: C's type, and the module's.
    pub scalars: BTreeMap<(String, ScalarType), User>,
    /// C's types that the module stores as bytes, with their sizes, and where first.
    pub stored: BTreeMap<(String, u64), User>,
    /// The item that is looked at.
    pub user: User,
    /// Take `u8` behind a pointer for `char` where no header says more.
    pub text_is_char: bool,
    /// Say `restrict` of each pointer behind a pointer: no declaration that was read tells it.
    pub is_restrict: bool,
}

/// A place of the module that something is about.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct User {
    /// The line.
    pub line: u32,
    /// `struct sqlite3_file`
    pub item: String,
}

/// Why a type of the module cannot be said in C.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gap {
    /// It is wrong.
    Wrong(String),
    /// C has it, but has no name for it.
    Nameless(String),
}

/// The types that C and the module have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ScalarType {
    /// An integer: its width in bits, `None` for that of a pointer, and whether it has a sign.
    Integer(Option<u32>, bool),
    /// A floating type, by its width in bits.
    Float(u32),
}

/// How a type is declared: what stands around the name.
struct Place<'p> {
    /// `const `, `volatile `
    qualifiers: &'p str,
    /// What is declared, with what stands behind it.
    inner: &'p str,
    /// Behind a pointer or in an array, where text is bytes.
    is_behind: bool,
}

impl<'m> Declare<'m> {
    /// A type of the module in C, as C has it at this place.
    ///
    /// # Errors
    /// Why C has no such type, in words.
    pub fn ty(&mut self, ty: &'m Type, hint: Option<&QualType>) -> Result<String, Gap> {
        let place = Place {
            qualifiers: "",
            inner: "",
            is_behind: false,
        };
        self.declare(ty, hint, &place)
    }

    /// The type of a pointer to a variable, whose `const` is the text's.
    ///
    /// # Errors
    /// As [`Declare::ty`].
    pub fn pointer_to(
        &mut self,
        ty: &'m Type,
        hint: Option<&QualType>,
        mutable: bool,
    ) -> Result<String, Gap> {
        self.pointer(mutable, ty, hint, "", false)
    }

    /// The type of a function, or with a convention that of a pointer to it.
    ///
    /// # Errors
    /// As [`Declare::ty`].
    pub fn signature(
        &mut self,
        function: &'m Function,
        hint: Option<&CFunction>,
    ) -> Result<String, Gap> {
        let own = hint.and_then(default_instead_of);
        let hint = hint.map(|it| &*it.ty);
        let mut parameters = Vec::with_capacity(function.parameters.len());
        for (index, parameter) in function.parameters.iter().enumerate() {
            let hint = hint.and_then(|it| it.parameters.get(index));
            parameters.push(
                self.parameter(&parameter.ty, hint)
                    .map_err(|gap| gap.of(&parameter.name))?,
            );
        }
        let list = list(parameters, function.variadic);
        let attribute = match (&function.convention, own) {
            (None, Some(own)) => own.to_owned(),
            (said, _) => convention(said.as_deref())?,
        };
        let inner = match attribute.is_empty() {
            true => list,
            false => format!("({attribute}*){list}"),
        };
        match &function.result {
            Some(result) => self.result(result, hint.map(|it| &it.result), &inner),
            None => Ok(format!("void {inner}")),
        }
    }

    /// A function type of the module, declaring `inner`.
    fn function(
        &mut self,
        function: &'m FunctionType,
        hint: Option<&CFunctionType>,
        inner: &str,
    ) -> Result<String, Gap> {
        let mut parameters = Vec::with_capacity(function.parameters.len());
        for (index, parameter) in function.parameters.iter().enumerate() {
            let hint = hint.and_then(|it| it.parameters.get(index));
            parameters.push(self.parameter(parameter, hint)?);
        }
        let inner = format!("{inner}{}", list(parameters, function.variadic));
        self.result(&function.result, hint.map(|it| &it.result), &inner)
    }

    /// The type of a parameter. A `va_list` is passed as the target says, which is the text's
    /// business only where it is a value.
    fn parameter(&mut self, ty: &'m Type, hint: Option<&QualType>) -> Result<String, Gap> {
        match (ty, self.resolved(hint)) {
            (ty, Some(CType::VaList(_))) if self.is_list(ty) => Ok("__builtin_va_list".to_owned()),
            // C ignores the parameter's own qualifiers, but compilers show them.
            _ => self.result(ty, hint, ""),
        }
    }

    /// A function's declaration by its result, which C may qualify to no effect.
    fn result(
        &mut self,
        ty: &'m Type,
        hint: Option<&QualType>,
        inner: &str,
    ) -> Result<String, Gap> {
        let place = Place {
            qualifiers: hint.map_or("", |it| qualifiers(it.is_const, it.is_volatile)),
            inner,
            is_behind: false,
        };
        self.declare(ty, hint, &place)
    }

    /// C's type of a hint, without typedefs.
    fn resolved<'t>(&self, hint: Option<&'t QualType>) -> Option<&'t CType>
    where
        'm: 't,
    {
        let mut ty = &hint?.ty;
        while let CType::Typedef(id) = ty
            && let Some(Entry::Typedef(typedef)) = self.dictionary.entry(*id)
        {
            ty = &typedef.target.ty;
        }
        Some(ty)
    }

    /// A declaration.
    fn declare(
        &mut self,
        ty: &'m Type,
        hint: Option<&QualType>,
        place: &Place<'_>,
    ) -> Result<String, Gap> {
        let resolved = self.resolved(hint);
        // A typedef brings its own `_Atomic`.
        let is_direct = hint.is_some_and(|it| matches!(it.ty, CType::Atomic(_)));
        if let Some(CType::Atomic(of)) = resolved
            && (is_direct || !matches!(ty, Type::Named(_)))
        {
            let within = Place {
                qualifiers: "",
                inner: "",
                ..*place
            };
            // What has no lock-free form is bytes here, as what C has no type for is.
            if let Some(stored) = self.as_stored(ty, hint, place)? {
                return Ok(stored);
            }
            let of = self.declare(ty, Some(of), &within)?;
            return Ok(format!("{}_Atomic({of}) {}", place.qualifiers, place.inner));
        }
        let plain = |word: &str| Ok(format!("{}{word} {}", place.qualifiers, place.inner));
        match ty {
            Type::Void => plain("void"),
            Type::Bool => plain("_Bool"),
            Type::Integer(integer) => {
                let spelling = self.integer(*integer, resolved, place.is_behind)?;
                plain(&self.by_name(spelling, *integer, hint, resolved))
            }
            Type::Float(float) => plain(&self.float(*float, resolved)?),
            Type::Text => Err(Gap::Wrong("`&str` is nothing that C knows".to_owned())),
            Type::Pointer { .. } if self.is_list(ty) && is_pointer_list(resolved) => {
                plain("__builtin_va_list")
            }
            Type::Pointer { mutable, pointee } => {
                let behind = match resolved {
                    Some(CType::Pointer { pointee, .. }) => Some(&**pointee),
                    _ => None,
                };
                let inner = format!("{}{}", place.qualifiers, place.inner);
                if let Some(c) = self.as_other_pointer(pointee, *mutable, behind) {
                    let of = QualType {
                        // There is no `const` function.
                        is_const: !mutable && !matches!(c.ty, CType::Function(_)),
                        ..c.clone()
                    };
                    let pointer = QualType {
                        ty: CType::Pointer {
                            pointee: Box::new(of),
                            nonnull: false,
                        },
                        is_const: false,
                        is_volatile: false,
                    };
                    let declared = self.dictionary.c_type(&pointer, &inner);
                    return declared.ok_or_else(nameless);
                }
                let is_object = match &**pointee {
                    Type::Function(_) => false,
                    Type::Named(name) => !self.is_function(name),
                    _ => true,
                };
                let inner = match self.is_restrict && place.is_behind && is_object {
                    true => format!("__restrict {inner}"),
                    false => inner,
                };
                self.pointer(*mutable, pointee, behind, &inner, true)
            }
            Type::Array { element, length } => {
                if let Some(stored) = self.as_stored(ty, hint, place)? {
                    return Ok(stored);
                }
                let of = match resolved {
                    Some(CType::Array { element, .. }) => Some(&**element),
                    _ => None,
                };
                let within = Place {
                    qualifiers: match place.qualifiers {
                        // Behind a pointer, and of a variable, the text says what is constant.
                        "" if place.inner.contains('*') => {
                            of.map_or("", |it| qualifiers(false, it.is_volatile))
                        }
                        "" => of.map_or("", |it| qualifiers(it.is_const, it.is_volatile)),
                        outer => outer,
                    },
                    inner: &format!("{}[{length}]", place.inner),
                    is_behind: true,
                };
                self.declare(element, of, &within)
            }
            Type::Optional(function) => match &**function {
                Type::Function(function) => self.function_pointer(function, resolved, place),
                // C's `typedef int F(int)` is a function, `typedef int (*F)(int)` a pointer.
                Type::Named(name) if !self.is_function(name) => self.named(name, hint, place),
                other => {
                    let behind = match resolved {
                        Some(CType::Pointer { pointee, .. }) => Some(&**pointee),
                        _ => None,
                    };
                    let inner = format!("{}{}", place.qualifiers, place.inner);
                    self.pointer(true, other, behind, &inner, true)
                }
            },
            Type::Function(function) => match resolved {
                Some(CType::Function(hint)) => {
                    // A convention stands before the star of a pointer to the function.
                    let attribute = convention(function.convention.as_deref())?;
                    let inner = place.inner.replacen('(', &format!("({attribute}"), 1);
                    self.function(function, Some(hint), &inner)
                }
                other => self.function_pointer(function, other, place),
            },
            Type::Named(name) => self.named(name, hint, place),
        }
    }

    /// A pointer to what the text says; `inner` comes with the pointer's own qualifiers. What the
    /// pointer stands for may itself be `is_behind` one.
    fn pointer(
        &mut self,
        mutable: bool,
        pointee: &'m Type,
        hint: Option<&QualType>,
        inner: &str,
        is_behind: bool,
    ) -> Result<String, Gap> {
        // A typedef brings its own `volatile`, unless the text has what it stands for.
        let is_volatile = match pointee {
            Type::Named(_) => hint.is_some_and(|it| it.is_volatile),
            _ => hint.is_some_and(|it| self.dictionary.resolved(it).1),
        };
        let is_function = matches!(self.resolved(hint), Some(CType::Function(_)));
        let inner = match (pointee, is_function) {
            (Type::Array { .. }, _) | (Type::Function(_), true) => format!("(*{inner})"),
            _ => format!("*{inner}"),
        };
        let place = Place {
            qualifiers: qualifiers(!mutable, is_volatile),
            inner: &inner,
            is_behind,
        };
        self.declare(pointee, hint, &place)
    }

    /// Whether an alias is the name of a function type in C, rather than of a pointer to one.
    pub fn is_function(&self, name: &str) -> bool {
        let entry = self
            .dictionary
            .alias_named(name)
            .and_then(|id| self.dictionary.entry(id));
        let target = match entry {
            Some(Entry::Typedef(typedef)) => Some(&typedef.target),
            Some(Entry::Record(_) | Entry::Enumeration(_)) | None => {
                self.dictionary.macro_type(name)
            }
        };
        matches!(self.resolved(target), Some(CType::Function(_)))
    }

    /// A pointer to a function.
    fn function_pointer(
        &mut self,
        function: &'m FunctionType,
        hint: Option<&CType>,
        place: &Place<'_>,
    ) -> Result<String, Gap> {
        let hint = match hint {
            Some(CType::Pointer { pointee, .. }) => match self.resolved(Some(pointee)) {
                Some(CType::Function(function)) => Some(&**function),
                _ => None,
            },
            _ => None,
        };
        let attribute = convention(function.convention.as_deref())?;
        let inner = format!("({attribute}*{}{})", place.qualifiers, place.inner);
        self.function(function, hint, &inner)
    }

    /// A type by its name.
    fn named(
        &mut self,
        name: &'m str,
        hint: Option<&QualType>,
        place: &Place<'_>,
    ) -> Result<String, Gap> {
        let Some(item) = self.types.get(name) else {
            return Err(Gap::Wrong(format!("no item defines `{name}`")));
        };
        let known = match &item.kind {
            ItemKind::Record(_) => self.dictionary.record_named(name),
            ItemKind::Opaque => self
                .dictionary
                .record_named(name)
                .or_else(|| self.dictionary.alias_named(name)),
            _ => self.dictionary.alias_named(name),
        };
        if let Some(spelling) = known.and_then(|id| self.dictionary.spelling(id)) {
            // A value of a function's type is a pointer that is not null.
            if self.is_function(name) && !matches!(self.resolved(hint), Some(CType::Function(_))) {
                return Ok(format!("{spelling} *{}{}", place.qualifiers, place.inner));
            }
            return Ok(format!("{}{spelling} {}", place.qualifiers, place.inner));
        }
        match (&item.kind, hint) {
            (ItemKind::Alias(ty), hint) => self.declare(ty, hint, place),
            // A type that the module has no words for goes by its name in C.
            (kind, Some(hint)) if is_opaque(kind) => {
                let qualified = |is_const, is_volatile| QualType {
                    is_const,
                    is_volatile,
                    ..hint.clone()
                };
                let is_qualified = |word| place.qualifiers.contains(word);
                let declared = qualified(is_qualified("const"), is_qualified("volatile"));
                self.dictionary
                    .c_type(&qualified(false, false), "")
                    .filter(|c| letters(c) == letters(name))
                    .and_then(|_| self.dictionary.c_type(&declared, place.inner))
                    .ok_or_else(|| Gap::Wrong(format!("C declares no type `{name}`")))
            }
            _ => Err(Gap::Nameless(format!("C has no name for `{name}`"))),
        }
    }

    /// What a pointer of the module points to where the text has no word for it: a function
    /// without a prototype or with what Pyrite does not pass, and in alpha anything.
    fn as_other_pointer<'h>(
        &self,
        pointee: &Type,
        mutable: bool,
        hint: Option<&'h QualType>,
    ) -> Option<&'h QualType>
    where
        'm: 'h,
    {
        let hint = hint?;
        match (pointee, self.resolved(Some(hint))?) {
            (Type::Void, CType::Function(function)) if mutable && !self.is_plain(function) => {
                Some(hint)
            }
            (
                Type::Integer(IntegerType::U8),
                CType::Void | CType::Record(_) | CType::Function(_),
            ) if self.dialect == Dialect::Alpha => Some(hint),
            _ => None,
        }
    }

    /// Whether a type is the module's word for a `va_list`.
    fn is_list(&self, ty: &Type) -> bool {
        match ty {
            Type::Pointer {
                mutable: true,
                pointee,
            } => match **pointee {
                Type::Void => true,
                Type::Integer(IntegerType::U8) => self.dialect == Dialect::Alpha,
                _ => false,
            },
            _ => false,
        }
    }

    /// Whether a function takes and gives nothing but what Pyrite surely has words for.
    fn is_plain(&self, function: &CFunctionType) -> bool {
        let is_plain = |ty: &QualType| match self.resolved(Some(ty)) {
            Some(CType::Void | CType::Bool | CType::Float | CType::Double) => true,
            Some(CType::Pointer { .. }) => true,
            Some(CType::Enumeration(id)) => self
                .dictionary
                .underlying(*id)
                .is_some_and(|it| integer_of(it, self.dictionary.model).is_some()),
            Some(other) => integer_of(other, self.dictionary.model).is_some(),
            None => false,
        };
        let is_known = attribute(&function.convention).is_some();
        let mut all = function.parameters.iter().chain([&function.result]);
        function.prototyped && is_known && all.all(is_plain)
    }

    /// What the module stores as bytes, because it has no type for it.
    fn as_stored(
        &mut self,
        ty: &'m Type,
        hint: Option<&QualType>,
        place: &Place<'_>,
    ) -> Result<Option<String>, Gap> {
        if !matches!(innermost(ty), Type::Integer(_)) {
            return Ok(None);
        }
        let (Type::Array { .. }, Some(hint)) = (ty, hint) else {
            return Ok(None);
        };
        let mut base = self.resolved(Some(hint));
        while let Some(CType::Array { element, .. }) = base {
            base = self.resolved(Some(element));
        }
        let is_stored = match base {
            Some(
                CType::LongDouble
                | CType::Unsupported { .. }
                | CType::VaList(_)
                | CType::Record(_)
                | CType::Atomic(_),
            ) => true,
            // An array of pointers, functions, …: the compiler objects.
            _ => false,
        };
        if !is_stored {
            return Ok(None);
        }
        let unqualified = QualType {
            is_const: false,
            is_volatile: false,
            ..hint.clone()
        };
        let spelling = self.dictionary.c_type(&unqualified, "");
        let declared = self.dictionary.c_type(
            &unqualified,
            &format!("{}{}", place.qualifiers, place.inner),
        );
        let (Some(spelling), Some(declared)) = (spelling, declared) else {
            return Err(nameless());
        };
        let size = self.layouts.ty(ty).map_err(Gap::Wrong)?.size;
        // A flexible array has no size in C.
        if !spelling.contains("[]") {
            let user = &self.user;
            self.stored
                .entry((spelling, size))
                .or_insert_with(|| user.clone());
        }
        Ok(Some(declared))
    }

    /// Notes that a type of C must be one of the module's.
    fn same(&mut self, spelling: &str, scalar: ScalarType) {
        let user = &self.user;
        self.scalars
            .entry((spelling.to_owned(), scalar))
            .or_insert_with(|| user.clone());
    }

    /// C's integer at a place, where it is the text's; else one that is.
    fn integer(
        &mut self,
        integer: IntegerType,
        hint: Option<&CType>,
        is_behind: bool,
    ) -> Result<String, Gap> {
        let model = self.dictionary.model;
        let bits = integer.bits().unwrap_or(bits_of(model.pointer));
        let signed = integer.is_signed();
        let (c, spelling) = match hint {
            Some(CType::Enumeration(id)) => (
                self.dictionary.underlying(*id),
                self.dictionary.spelling(*id).map(str::to_owned),
            ),
            other => (other, other.and_then(word).map(str::to_owned)),
        };
        // Text is bytes, whatever the sign of `char`.
        let is_text = c == Some(&CType::Char) && is_behind && hint == c;
        let fits = match c.and_then(|c| integer_of(c, model)) {
            Some(_) if is_text => integer == IntegerType::U8,
            Some(actual) => actual == (bits, signed),
            None => false,
        };
        let spelling = match spelling.or_else(|| c.and_then(word).map(str::to_owned)) {
            Some(spelling) if fits => spelling,
            // Text is bytes where nothing is known of it, too.
            _ if hint.is_none() && self.text_is_char && is_behind && integer == IntegerType::U8 => {
                return Ok("char".to_owned());
            }
            _ => default_integer(bits, signed, model)?.to_owned(),
        };
        if !is_text || !fits {
            let width = integer.bits();
            self.same(&spelling, ScalarType::Integer(width, signed));
        }
        Ok(spelling)
    }

    /// The name that a header has for an integer: compilers for one target differ in what
    /// `wchar_t` is.
    fn by_name(
        &mut self,
        spelling: String,
        integer: IntegerType,
        hint: Option<&QualType>,
        resolved: Option<&CType>,
    ) -> String {
        let Some((CType::Typedef(id), of)) = hint.map(|it| &it.ty).zip(resolved) else {
            return spelling;
        };
        if *of == CType::Char || word(of) != Some(spelling.as_str()) || self.is_qualified(*id) {
            return spelling;
        }
        let Some(name) = self.dictionary.spelling(*id).map(str::to_owned) else {
            return spelling;
        };
        self.same(
            &name,
            ScalarType::Integer(integer.bits(), integer.is_signed()),
        );
        name
    }

    /// Whether a typedef brings qualifiers.
    fn is_qualified(&self, mut id: TypeId) -> bool {
        while let Some(Entry::Typedef(typedef)) = self.dictionary.entry(id) {
            if typedef.target.is_const || typedef.target.is_volatile {
                return true;
            }
            match typedef.target.ty {
                CType::Typedef(next) => id = next,
                _ => return false,
            }
        }
        false
    }

    /// C's floating type at a place, where it is as wide as the text's; else one that is.
    fn float(&mut self, float: FloatType, hint: Option<&CType>) -> Result<String, Gap> {
        let model = self.dictionary.model;
        let bits = match float {
            FloatType::F32 => 32,
            FloatType::F64 => 64,
        };
        let width = |ty: &CType| match ty {
            CType::Float => Some(bits_of(model.float)),
            CType::Double => Some(bits_of(model.double)),
            CType::LongDouble => Some(bits_of(model.long_double)),
            _ => None,
        };
        let spelling = hint
            .filter(|ty| width(ty) == Some(bits))
            .or_else(|| {
                [&CType::Float, &CType::Double, &CType::LongDouble]
                    .into_iter()
                    .find(|ty| width(ty) == Some(bits))
            })
            .and_then(word)
            .ok_or_else(|| Gap::Wrong(format!("C has no floating type of {bits} bits here")))?;
        self.same(spelling, ScalarType::Float(bits));
        Ok(spelling.to_owned())
    }
}

impl Gap {
    /// The same, of a field or parameter.
    pub fn of(self, name: &str) -> Gap {
        let of = |why| format!("`{name}`: {why}");
        match self {
            Gap::Wrong(why) => Gap::Wrong(of(why)),
            Gap::Nameless(why) => Gap::Nameless(of(why)),
        }
    }
}

/// A type that C has no name for.
fn nameless() -> Gap {
    Gap::Nameless("C has no name for the type".to_owned())
}

/// Whether a type is a pointer to a function that may never return.
pub fn may_end(ty: &Type) -> bool {
    let ty = match ty {
        Type::Optional(ty) => ty,
        ty => ty,
    };
    matches!(ty, Type::Function(function) if *function.result == Type::Void)
}

/// A parameter list.
fn list(mut parameters: Vec<String>, variadic: bool) -> String {
    if variadic {
        parameters.push("...".to_owned());
    } else if parameters.is_empty() {
        parameters.push("void".to_owned());
    }
    format!("({})", parameters.join(", "))
}

/// The attribute of a convention, with a blank.
fn convention(name: Option<&str>) -> Result<String, Gap> {
    let word = match name {
        None => return Ok(String::new()),
        Some("stdcall") => "stdcall",
        Some("fastcall") => "fastcall",
        Some("thiscall") => "thiscall",
        Some("vectorcall") => "vectorcall",
        Some("ms_abi") => "ms_abi",
        Some("sysv_abi") => "sysv_abi",
        Some(other) => return Err(Gap::Wrong(format!("C has no convention \"{other}\""))),
    };
    Ok(format!("__attribute__(({word})) "))
}

/// The type of the elements of arrays of arrays.
fn innermost(ty: &Type) -> &Type {
    match ty {
        Type::Array { element, .. } => innermost(element),
        other => other,
    }
}

/// A width in bits.
fn bits_of(scalar: Scalar) -> u32 {
    u32::try_from(scalar.size * 8).unwrap_or(u32::MAX)
}

/// Width in bits and sign of one of C's integers.
pub fn integer_of(ty: &CType, model: &DataModel) -> Option<(u32, bool)> {
    Some(match ty {
        CType::Char => (8, model.char_signed),
        CType::SChar => (8, true),
        CType::UChar => (8, false),
        CType::Short => (bits_of(model.short), true),
        CType::UShort => (bits_of(model.short), false),
        CType::Int => (bits_of(model.int), true),
        CType::UInt => (bits_of(model.int), false),
        CType::Long => (bits_of(model.long), true),
        CType::ULong => (bits_of(model.long), false),
        CType::LongLong => (bits_of(model.long_long), true),
        CType::ULongLong => (bits_of(model.long_long), false),
        _ => return None,
    })
}

/// One of C's integers with a width and sign.
fn default_integer(bits: u32, signed: bool, model: &DataModel) -> Result<&'static str, Gap> {
    [
        CType::SChar,
        CType::UChar,
        CType::Int,
        CType::UInt,
        CType::Short,
        CType::UShort,
        CType::Long,
        CType::ULong,
        CType::LongLong,
        CType::ULongLong,
    ]
    .iter()
    .find(|ty| integer_of(ty, model) == Some((bits, signed)))
    .and_then(word)
    .ok_or_else(|| Gap::Wrong(format!("C has no integer of {bits} bits here")))
}

/// Whether a type of C is a `va_list` that is a pointer, of whatever to.
fn is_pointer_list(ty: Option<&CType>) -> bool {
    matches!(ty, Some(CType::VaList(list)) if list.form == VaListForm::Pointer)
}

/// Whether an item says no more of a type than that there is one; alpha has a word for it only as
/// a structure.
pub fn is_opaque(kind: &ItemKind) -> bool {
    match kind {
        ItemKind::Opaque => true,
        ItemKind::Record(record) => {
            matches!(record.fields.as_slice(), [field] if field.name == "_opaque")
        }
        _ => false,
    }
}

/// The letters and digits of a name or of C's spelling of a type: `long double` is `long_double`.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}
