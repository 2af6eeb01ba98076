//! Type names, as casts and `sizeof` have them (C11 §6.7.2, §6.7.7).

use crate::decls::model::{CType, Layout};
use crate::target::Scalar;

use super::expression::Parser;
use super::operand::{Operand, Stop};
use super::rank::Rank;

/// What a cast to a type makes.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shape {
    /// An arithmetic value; of a typedef or enumeration where one is named.
    Arithmetic(Rank, Option<CType>),
    /// A pointer.
    Pointer,
    /// Nothing.
    Void,
    /// A structure, union, array or function, which no cast makes.
    Aggregate,
    /// A type that is not known here, or has no exact values here.
    Unknown,
}

/// A type that was read.
#[derive(Debug, Clone)]
pub(super) struct TypeName {
    /// What a cast to it makes.
    pub(super) shape: Shape,
    /// Its size and alignment, where they are known.
    pub(super) layout: Option<Layout>,
}

/// The words that were read of a builtin type, in whatever order they came.
#[derive(Debug, Default)]
struct Words {
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
    fn take(&mut self, word: &str, microsoft: bool) -> Result<bool, Stop> {
        let mut base = |name: &'static str| match self.base.replace(name) {
            Some(_) => Err(Stop::NotAConstant),
            None => Ok(true),
        };
        match word {
            "void" => return base("void"),
            "_Bool" => return base("_Bool"),
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
    fn shape(&self) -> Result<Shape, Stop> {
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
            || words
                .take(word, self.dialect.sized_suffixes)
                .unwrap_or(true)
            || (self.names.enumerator(word).is_none() && self.names.type_named(word).is_some())
    }

    /// Reads a type name.
    pub(super) fn type_name(&mut self) -> Result<TypeName, Stop> {
        let mut words = Words::default();
        let mut any = false;
        let mut named = None;
        while let Some(word) = self.peek(0).and_then(|token| token.identifier()) {
            if is_qualifier(word) {
                self.at += 1;
            } else if words.take(word, self.dialect.sized_suffixes)? {
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
                named = Some(self.named(&key));
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

    /// The type that a typedef or tag names.
    fn named(&self, name: &str) -> TypeName {
        let Some(facts) = self.names.type_named(name) else {
            return TypeName {
                shape: Shape::Unknown,
                layout: None,
            };
        };
        let shape = match (&facts.canonical, Rank::of(&facts.canonical)) {
            (canonical, Some(rank)) => {
                Shape::Arithmetic(rank, (facts.spelled != *canonical).then_some(facts.spelled))
            }
            (CType::Void, None) => Shape::Void,
            (CType::Pointer { .. }, None) => Shape::Pointer,
            (CType::Array { .. } | CType::Function(_) | CType::Record(_), None) => Shape::Aggregate,
            (_, None) => Shape::Unknown,
        };
        TypeName {
            shape,
            layout: facts.layout,
        }
    }

    /// Size and alignment of a type of words. `sizeof(void)` is 1 in GNU C.
    fn builtin_layout(&self, shape: &Shape) -> Option<Layout> {
        let Scalar { size, align } = match shape {
            Shape::Arithmetic(rank, _) => self.dialect.arithmetic.scalar(*rank),
            Shape::Pointer => self.dialect.arithmetic.model.pointer,
            Shape::Void | Shape::Aggregate | Shape::Unknown => return None,
        };
        Some(Layout { size, align })
    }

    /// Reads what may follow a type's words in a type name: `*`, `[4]`, `(*)(int)`.
    fn declarator(&mut self, base: TypeName) -> Result<TypeName, Stop> {
        let pointer = TypeName {
            shape: Shape::Pointer,
            layout: self.builtin_layout(&Shape::Pointer),
        };
        let mut ty = base;
        while let Some(token) = self.peek(0) {
            if token.is("*") {
                ty = pointer.clone();
                self.at += 1;
            } else if token.identifier().is_some_and(is_qualifier) {
                self.at += 1;
            } else if token.is("(") {
                let inner = self.group()?;
                let is = |text| inner.iter().any(|token| token.is(text));
                if is("[") {
                    ty = TypeName {
                        shape: Shape::Aggregate,
                        layout: None,
                    };
                } else if is("*") {
                    ty = pointer.clone();
                } else {
                    ty = TypeName {
                        shape: Shape::Aggregate,
                        layout: None,
                    };
                }
                // The parameters or dimensions of what it points to.
                while self
                    .peek(0)
                    .is_some_and(|token| token.is("(") || token.is("["))
                {
                    self.group()?;
                }
            } else if token.is("[") {
                let count = self.dimensions()?;
                let layout = ty.layout.zip(count).and_then(|(layout, count)| {
                    Some(Layout {
                        size: layout.size.checked_mul(count)?,
                        align: layout.align,
                    })
                });
                ty = TypeName {
                    shape: Shape::Aggregate,
                    layout,
                };
            } else {
                break;
            }
        }
        Ok(ty)
    }

    /// Reads `[2][3]`: how many elements, where that is known.
    fn dimensions(&mut self) -> Result<Option<u64>, Stop> {
        let mut count = Some(1u64);
        while self.peek(0).is_some_and(|token| token.is("[")) {
            self.at += 1;
            let length = if self.peek(0).is_some_and(|token| token.is("]")) {
                None
            } else {
                match self.conditional()? {
                    Operand::Integer { value, .. } => u64::try_from(value).ok(),
                    Operand::Real { .. }
                    | Operand::Unrepresented(_)
                    | Operand::Text(..)
                    | Operand::Pointer
                    | Operand::Place
                    | Operand::Void => None,
                }
            };
            self.expect("]")?;
            count = count
                .zip(length)
                .and_then(|(count, length)| count.checked_mul(length));
        }
        Ok(count)
    }
}
