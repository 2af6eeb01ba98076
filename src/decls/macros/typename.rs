//! Type names, as casts and `sizeof` have them (C11 §6.7.2, §6.7.7).

use std::rc::Rc;

use crate::decls::model::{CType, Layout};
use crate::target::Scalar;

use super::arithmetic::Arithmetic;
use super::dialect::Dialect;
use super::expression::Parser;
use super::operand::{Operand, Stop};
use super::rank::Rank;
use super::{Form, RecordHandle, TypeFacts};

/// What a cast to a type makes.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shape {
    /// An arithmetic value; of a typedef or enumeration where one is named.
    Arithmetic(Rank, Option<CType>),
    /// A pointer, and what it points to, where that is known.
    Pointer(Option<Rc<TypeName>>),
    /// Nothing.
    Void,
    /// A structure or union, which no cast makes.
    Record(RecordHandle),
    /// An array, which no cast makes: what it holds, where that is known, and how many; `None`
    /// for `T[]`.
    Array(Option<Rc<TypeName>>, Option<u64>),
    /// A structure, union or enumeration that nothing declares, which no cast makes.
    Incomplete,
    /// A function, which no cast makes.
    Function,
    /// A type that is not known here, or has no exact values here.
    Unknown,
}

/// A type that was read.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct TypeName {
    /// What a cast to it makes.
    pub(super) shape: Shape,
    /// Its size and alignment, where they are known.
    pub(super) layout: Option<Layout>,
}

impl TypeName {
    /// A type of which nothing is known.
    const UNKNOWN: TypeName = TypeName {
        shape: Shape::Unknown,
        layout: None,
    };

    /// The type that a declaration has.
    pub(super) fn of(facts: &TypeFacts) -> TypeName {
        let inner = |facts: &Option<Rc<TypeFacts>>| {
            facts.as_deref().map(|facts| Rc::new(TypeName::of(facts)))
        };
        let shape = match &facts.form {
            Form::Arithmetic(ty) => match Rank::of(ty) {
                Some(rank) => {
                    let spelled = (facts.spelled != *ty).then(|| facts.spelled.clone());
                    Shape::Arithmetic(rank, spelled)
                }
                None => Shape::Unknown,
            },
            Form::Pointer(target) => Shape::Pointer(inner(target)),
            Form::Array(element, len) => Shape::Array(inner(element), *len),
            Form::Record(record) => Shape::Record(*record),
            Form::Function => Shape::Function,
            Form::Void => Shape::Void,
            Form::Other => Shape::Unknown,
        };
        TypeName {
            shape,
            layout: facts.layout,
        }
    }

    /// A pointer to a type.
    fn pointer(target: Option<TypeName>, arithmetic: Arithmetic<'_>) -> TypeName {
        let Scalar { size, align } = arithmetic.model.pointer;
        TypeName {
            shape: Shape::Pointer(target.map(Rc::new)),
            layout: Some(Layout { size, align }),
        }
    }

    /// `len` elements of a type.
    fn array(element: TypeName, len: Option<u64>) -> TypeName {
        let layout = element.layout.zip(len).and_then(|(layout, len)| {
            Some(Layout {
                size: layout.size.checked_mul(len)?,
                align: layout.align,
            })
        });
        TypeName {
            shape: Shape::Array(Some(Rc::new(element)), len),
            layout,
        }
    }

    /// What `sizeof` makes of it: C has no size for incomplete types, GNU C one for `void`.
    pub(super) fn size(&self) -> Result<u64, Stop> {
        match &self.shape {
            Shape::Void => Ok(1),
            Shape::Array(_, None) | Shape::Incomplete => Err(Stop::NotAConstant),
            Shape::Record(_) if self.layout.is_none() => Err(Stop::NotAConstant),
            Shape::Arithmetic(..)
            | Shape::Pointer(_)
            | Shape::Record(_)
            | Shape::Array(..)
            | Shape::Function
            | Shape::Unknown => self.layout.map(|layout| layout.size).ok_or(Stop::Undecided),
        }
    }
}

/// The words that were read of a builtin type, in whatever order they came.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// `signed`
    signed: bool,
    /// `unsigned`
    unsigned: bool,
    /// `short`
    short: bool,
    /// How many times `long`.
    long: u8,
    /// `void`, `_Bool`, `char`, `int`, `float`, `double`.
    base: Option<&'static str>,
    /// A word of a type that has no exact values here.
    unknown: bool,
}

impl Words {
    /// Takes one more word; whether it is one.
    pub(super) fn take(&mut self, word: &str, dialect: &Dialect<'_>) -> Result<bool, Stop> {
        let mut base = |name: &'static str| match self.base.replace(name) {
            Some(_) => Err(Stop::NotAConstant),
            None => Ok(true),
        };
        let microsoft = dialect.sized_suffixes;
        match word {
            "void" => return base("void"),
            "_Bool" => return base("_Bool"),
            "bool" if dialect.c23 => return base("_Bool"),
            "char" => return base("char"),
            "int" => return base("int"),
            "float" => return base("float"),
            "double" => return base("double"),
            "__int8" if microsoft => return base("char"),
            "__int32" if microsoft => return base("int"),
            "signed" | "__signed" | "__signed__" => self.signed = true,
            "unsigned" => self.unsigned = true,
            "short" => self.short = true,
            "__int16" if microsoft => self.short = true,
            "long" => self.long = self.long.saturating_add(1),
            "__int64" if microsoft => self.long = self.long.saturating_add(2),
            "__int128" | "__int128_t" | "__uint128_t" | "__float128" | "_Float128" | "_Float16"
            | "__fp16" | "__bf16" | "_Complex" | "__complex__" | "__complex" | "_Atomic"
            | "_Decimal32" | "_Decimal64" | "_Decimal128" | "__builtin_va_list" => {
                self.unknown = true;
            }
            "_BitInt" | "_ExtInt" | "typeof" | "__typeof__" | "__typeof" | "typeof_unqual"
            | "__ptr32" | "__ptr64" => return Err(Stop::Undecided),
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// The type that the words make; `None` before C's own check of them.
    pub(super) fn shape(&self) -> Result<Shape, Stop> {
        if self.unknown {
            return Ok(Shape::Unknown);
        }
        let plain = !self.signed && !self.unsigned && !self.short && self.long == 0;
        let sign = |signed: Rank, unsigned: Rank| {
            if self.unsigned { unsigned } else { signed }
        };
        if self.signed && self.unsigned {
            return Err(Stop::NotAConstant);
        }
        let rank = match (self.base, self.short, self.long) {
            (Some("void"), ..) if plain => return Ok(Shape::Void),
            (Some("_Bool"), ..) if plain => Rank::Bool,
            (Some("char"), ..) if plain => Rank::Char,
            (Some("char"), false, 0) => sign(Rank::SChar, Rank::UChar),
            (Some("float"), ..) if plain => Rank::Float,
            (Some("double"), ..) if plain => Rank::Double,
            (Some("double"), false, 1) if !self.signed && !self.unsigned => Rank::LongDouble,
            (Some("int") | None, true, 0) => sign(Rank::Short, Rank::UShort),
            (Some("int") | None, false, 0) => sign(Rank::Int, Rank::UInt),
            (Some("int") | None, false, 1) => sign(Rank::Long, Rank::ULong),
            (Some("int") | None, false, 2) => sign(Rank::LongLong, Rank::ULongLong),
            _ => return Err(Stop::NotAConstant),
        };
        Ok(Shape::Arithmetic(rank, None))
    }
}

/// Whether a word qualifies a type and changes nothing of its values.
fn is_qualifier(word: &str) -> bool {
    matches!(
        word,
        "const"
            | "__const"
            | "__const__"
            | "volatile"
            | "__volatile"
            | "__volatile__"
            | "restrict"
            | "__restrict"
            | "__restrict__"
            | "__unaligned"
            | "__w64"
            | "_Nonnull"
            | "_Nullable"
            | "_Null_unspecified"
    )
}

impl Parser<'_, '_> {
    /// Whether a type name begins `ahead` tokens from here.
    pub(super) fn type_starts(&self, ahead: usize) -> bool {
        let Some(word) = self.peek(ahead).and_then(|token| token.identifier()) else {
            return false;
        };
        let mut words = Words::default();
        is_qualifier(word)
            || matches!(word, "struct" | "union" | "enum")
            || words.take(word, self.dialect).unwrap_or(true)
            || self.names.type_named(word).is_some()
    }

    /// Reads a type name.
    pub(super) fn type_name(&mut self) -> Result<TypeName, Stop> {
        let mut words = Words::default();
        let mut any = false;
        let mut named = None;
        while let Some(word) = self.peek(0).and_then(|token| token.identifier()) {
            if is_qualifier(word) {
                self.at += 1;
            } else if words.take(word, self.dialect)? {
                any = true;
                self.at += 1;
            } else if any || named.is_some() {
                break;
            } else if let "struct" | "union" | "enum" = word {
                let tag = self.peek(1).and_then(|token| token.identifier());
                let tag = tag.ok_or(Stop::NotAConstant)?;
                let key = format!("{word} {tag}");
                self.at += 2;
                if self.peek(0).is_some_and(|token| token.is("{")) {
                    return Err(Stop::NotAConstant);
                }
                named = Some(self.tagged(&key));
            } else if self.names.type_named(word).is_some() {
                named = Some(self.named(word));
                self.at += 1;
            } else {
                break;
            }
        }
        let base = match named {
            Some(_) if any => return Err(Stop::NotAConstant),
            Some(named) => named,
            None if !any => return Err(Stop::NotAConstant),
            None => {
                let shape = words.shape()?;
                TypeName {
                    layout: self.builtin_layout(&shape),
                    shape,
                }
            }
        };
        self.declarator(base)
    }

    /// The type that a tag names; one that is not declared so far is an incomplete type from
    /// here on (C11 §6.7.2.3p8).
    fn tagged(&self, name: &str) -> TypeName {
        match self.names.type_named(name) {
            Some(facts) => TypeName::of(&facts),
            None => TypeName {
                shape: Shape::Incomplete,
                layout: None,
            },
        }
    }

    /// The type that a typedef names.
    fn named(&self, name: &str) -> TypeName {
        self.names
            .type_named(name)
            .map_or(TypeName::UNKNOWN, |facts| TypeName::of(&facts))
    }

    /// Size and alignment of a type of words.
    fn builtin_layout(&self, shape: &Shape) -> Option<Layout> {
        let Shape::Arithmetic(rank, _) = shape else {
            return None;
        };
        let Scalar { size, align } = self.dialect.arithmetic.scalar(*rank);
        Some(Layout { size, align })
    }

    /// Reads what may follow a type's words in a type name: `*`, `[4]`, `(*)(int)`.
    fn declarator(&mut self, base: TypeName) -> Result<TypeName, Stop> {
        let arithmetic = self.dialect.arithmetic;
        let mut ty = base;
        while let Some(token) = self.peek(0) {
            if token.is("*") {
                ty = TypeName::pointer(Some(ty), arithmetic);
                self.at += 1;
            } else if token.identifier().is_some_and(is_qualifier) {
                self.at += 1;
            } else if token.is("(") {
                let inner = self.group()?;
                let is = |text| inner.iter().any(|token| token.is(text));
                ty = if is("[") {
                    TypeName::UNKNOWN
                } else if is("*") {
                    TypeName::pointer(None, arithmetic)
                } else {
                    TypeName {
                        shape: Shape::Function,
                        layout: None,
                    }
                };
                // The parameters or dimensions of what it points to.
                while self
                    .peek(0)
                    .is_some_and(|token| token.is("(") || token.is("["))
                {
                    self.group()?;
                }
            } else if token.is("[") {
                // The last dimension is that of the innermost array.
                for len in self.dimensions()?.into_iter().rev() {
                    ty = TypeName::array(ty, len);
                }
            } else {
                break;
            }
        }
        Ok(ty)
    }

    /// Reads `[2][3]`: how many elements each has, where it says so.
    fn dimensions(&mut self) -> Result<Vec<Option<u64>>, Stop> {
        let mut dimensions = Vec::new();
        while self.next_is("[") {
            self.at += 1;
            dimensions.push(if self.next_is("]") {
                None
            } else {
                // It counts even where the type is only read for its size.
                let before = std::mem::replace(&mut self.evaluated, true);
                let length = self.conditional();
                self.evaluated = before;
                let Operand::Integer { value, .. } = length? else {
                    return Err(Stop::Undecided);
                };
                Some(u64::try_from(value).map_err(|_| Stop::NotAConstant)?)
            });
            self.expect("]")?;
        }
        Ok(dimensions)
    }
}
