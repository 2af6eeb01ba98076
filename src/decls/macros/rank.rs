//! The arithmetic types of C and their order (C11 §6.2.5, §6.3.1.1).

use crate::decls::model::CType;

/// An arithmetic type. The order of the integers is C's order of rank (C11 §6.3.1.1), signed
/// before unsigned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// `_Bool`
    Bool,
    /// `char`
    Char,
    /// `signed char`
    SChar,
    /// `unsigned char`
    UChar,
    /// `short`
    Short,
    /// `unsigned short`
    UShort,
    /// `int`
    Int,
    /// `unsigned int`
    UInt,
    /// `long`
    Long,
    /// `unsigned long`
    ULong,
    /// `long long`
    LongLong,
    /// `unsigned long long`
    ULongLong,
    /// `float`
    Float,
    /// `double`
    Double,
    /// `long double`
    LongDouble,
}

impl Rank {
    /// The type as the model of declarations has it.
    pub(super) fn ctype(self) -> CType {
        match self {
            Rank::Bool => CType::Bool,
            Rank::Char => CType::Char,
            Rank::SChar => CType::SChar,
            Rank::UChar => CType::UChar,
            Rank::Short => CType::Short,
            Rank::UShort => CType::UShort,
            Rank::Int => CType::Int,
            Rank::UInt => CType::UInt,
            Rank::Long => CType::Long,
            Rank::ULong => CType::ULong,
            Rank::LongLong => CType::LongLong,
            Rank::ULongLong => CType::ULongLong,
            Rank::Float => CType::Float,
            Rank::Double => CType::Double,
            Rank::LongDouble => CType::LongDouble,
        }
    }

    /// The arithmetic type that a type is, if it is one.
    pub(super) fn of(ty: &CType) -> Option<Rank> {
        match ty {
            CType::Bool => Some(Rank::Bool),
            CType::Char => Some(Rank::Char),
            CType::SChar => Some(Rank::SChar),
            CType::UChar => Some(Rank::UChar),
            CType::Short => Some(Rank::Short),
            CType::UShort => Some(Rank::UShort),
            CType::Int => Some(Rank::Int),
            CType::UInt => Some(Rank::UInt),
            CType::Long => Some(Rank::Long),
            CType::ULong => Some(Rank::ULong),
            CType::LongLong => Some(Rank::LongLong),
            CType::ULongLong => Some(Rank::ULongLong),
            CType::Float => Some(Rank::Float),
            CType::Double => Some(Rank::Double),
            CType::LongDouble => Some(Rank::LongDouble),
            CType::Void
            | CType::Pointer { .. }
            | CType::Array { .. }
            | CType::Function(_)
            | CType::Record(_)
            | CType::Enumeration(_)
            | CType::Typedef(_)
            | CType::VaList(_)
            | CType::Atomic(_)
            | CType::Unsupported { .. } => None,
        }
    }

    /// Whether it is one of the floating types.
    pub(super) fn is_real(self) -> bool {
        self >= Rank::Float
    }

    /// The unsigned type of the same size.
    pub(super) fn unsigned(self) -> Rank {
        match self {
            Rank::Char | Rank::SChar => Rank::UChar,
            Rank::Short => Rank::UShort,
            Rank::Int => Rank::UInt,
            Rank::Long => Rank::ULong,
            Rank::LongLong => Rank::ULongLong,
            Rank::Bool
            | Rank::UChar
            | Rank::UShort
            | Rank::UInt
            | Rank::ULong
            | Rank::ULongLong
            | Rank::Float
            | Rank::Double
            | Rank::LongDouble => self,
        }
    }
}
