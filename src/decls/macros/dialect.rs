//! What the compiler's predefined macros say of its C: which types its typedefs stand for, and
//! which literals it knows.

use crate::target::DataModel;

use super::arithmetic::Arithmetic;
use super::rank::Rank;
use super::table::Macros;

/// The C of one translation unit, as far as constants depend on it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dialect<'m> {
    /// Widths.
    pub(super) arithmetic: Arithmetic<'m>,
    /// The type of `sizeof`.
    pub(super) size: Rank,
    /// The type of `p - q`.
    pub(super) difference: Rank,
    /// `wchar_t`
    pub(super) wide: Rank,
    /// `char16_t`
    pub(super) char16: Rank,
    /// `char32_t`
    pub(super) char32: Rank,
    /// C23 or a draft of it: `1'000`, `true`, `u8'a'`.
    pub(super) c23: bool,
    /// C90: a decimal literal may be `unsigned long`, and there is no `long long`.
    pub(super) c90: bool,
    /// Microsoft's suffixes: `1i64`.
    pub(super) sized_suffixes: bool,
    /// Microsoft's rule that `0x8000000000000000LL` is negative.
    pub(super) signed_hex: bool,
    /// Strict ISO modes before C23 replace trigraphs: `"??="` is `"#"`.
    pub(super) trigraphs: bool,
}

impl<'m> Dialect<'m> {
    /// Reads the predefined macros where the table has them, and else takes what gnu17 has.
    pub(super) fn new(macros: &Macros<'_>, model: &'m DataModel) -> Dialect<'m> {
        let arithmetic = Arithmetic { model };
        let defined = |name: &str| macros.id(name).is_some();
        let predefined = |name: &str| macros.replacement(name).and_then(builtin_type);
        let version = macros
            .replacement("__STDC_VERSION__")
            .and_then(|text| text.trim_end_matches('L').parse::<u32>().ok());
        let pointer_long = model.long.size == model.pointer.size;
        let size = match model.pointer.size {
            8 if pointer_long => Rank::ULong,
            8 => Rank::ULongLong,
            size if size == model.int.size => Rank::UInt,
            _ => Rank::ULong,
        };
        let difference = match (size, pointer_long) {
            (Rank::UInt, _) => Rank::Int,
            (_, true) => Rank::Long,
            (_, false) => Rank::LongLong,
        };
        let wide = arithmetic.of_size(model.wchar.size, model.wchar_signed);
        let narrow_int = model.int.size < 4;
        Dialect {
            arithmetic,
            size: predefined("__SIZE_TYPE__").unwrap_or(size),
            difference: predefined("__PTRDIFF_TYPE__").unwrap_or(difference),
            wide: predefined("__WCHAR_TYPE__").unwrap_or(wide.unwrap_or(Rank::Int)),
            char16: predefined("__CHAR16_TYPE__").unwrap_or(if narrow_int {
                Rank::UInt
            } else {
                Rank::UShort
            }),
            char32: predefined("__CHAR32_TYPE__").unwrap_or(if narrow_int {
                Rank::ULong
            } else {
                Rank::UInt
            }),
            c23: version.is_some_and(|version| version > 201_710),
            c90: version.map_or(defined("__STDC__"), |version| version < 199_901),
            sized_suffixes: defined("_WIN32") || defined("_MSC_EXTENSIONS"),
            signed_hex: defined("_MSC_VER") || defined("_MSC_EXTENSIONS"),
            trigraphs: defined("__STRICT_ANSI__"),
        }
    }
}

/// The integer type that a predefined `__…_TYPE__` names, in any order of its words.
fn builtin_type(text: &str) -> Option<Rank> {
    let mut words: Vec<&str> = text.split_ascii_whitespace().collect();
    words.sort_unstable();
    match words.as_slice() {
        ["char"] => Some(Rank::Char),
        ["char", "unsigned"] => Some(Rank::UChar),
        ["short"] | ["int", "short"] => Some(Rank::Short),
        ["short", "unsigned"] | ["int", "short", "unsigned"] => Some(Rank::UShort),
        ["int"] => Some(Rank::Int),
        ["unsigned"] | ["int", "unsigned"] => Some(Rank::UInt),
        ["long"] | ["int", "long"] => Some(Rank::Long),
        ["long", "unsigned"] | ["int", "long", "unsigned"] => Some(Rank::ULong),
        ["long", "long"] | ["int", "long", "long"] => Some(Rank::LongLong),
        ["long", "long", "unsigned"] | ["int", "long", "long", "unsigned"] => Some(Rank::ULongLong),
        _ => None,
    }
}
