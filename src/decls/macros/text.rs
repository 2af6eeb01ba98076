//! Character constants and string literals (C11 §6.4.4.4, §6.4.5).

use crate::decls::model::TextUnit;

use super::dialect::Dialect;
use super::operand::{Operand, Stop};
use super::rank::Rank;

/// One element of a literal between its quotes.
enum Element {
    /// A character of the source, or `\u00e9`.
    Character(char),
    /// `\n`, `\0`, `\xff`: a code unit as it is.
    Unit(u32),
}

/// The value and type of a character constant.
pub(super) fn character(text: &str, dialect: &Dialect<'_>) -> Result<Operand, Stop> {
    let (prefix, content) = parts(text, '\'').ok_or(Stop::NotAConstant)?;
    let elements = elements(content, dialect)?;
    let arithmetic = dialect.arithmetic;
    let rank = match prefix {
        "" => return narrow(&elements, dialect),
        "L" => dialect.wide,
        "u" => dialect.char16,
        "U" => dialect.char32,
        // `char8_t` differs between drafts of C23 and their compilers.
        _ => return Err(Stop::Undecided),
    };
    let bits = arithmetic.scalar(rank).size.min(8) * 8;
    let value = match elements.as_slice() {
        [Element::Character(character)] => u32::from(*character),
        [Element::Unit(unit)] => *unit,
        // Which of several characters counts differs between versions of clang.
        _ => return Err(Stop::Undecided),
    };
    if u64::from(value) >> bits.min(63) != 0 {
        return Err(Stop::Undecided);
    }
    Ok(Operand::integer(
        arithmetic.wrap(i128::from(value), rank),
        rank,
    ))
}

/// A constant without prefix: of type `int`. One character is a `char` converted to `int`;
/// several are its bytes, the last lowest, as gcc and clang have it.
fn narrow(elements: &[Element], dialect: &Dialect<'_>) -> Result<Operand, Stop> {
    let arithmetic = dialect.arithmetic;
    let mut value: i128 = 0;
    for element in elements {
        let byte = match element {
            Element::Character(character) if character.is_ascii() => u32::from(*character),
            Element::Unit(unit) if *unit <= 0xff => *unit,
            // More than one byte in UTF-8.
            Element::Character(_) | Element::Unit(_) => return Err(Stop::Undecided),
        };
        value = (value << 8 | i128::from(byte)) & 0xffff_ffff;
    }
    let value = match elements.len() {
        0 => return Err(Stop::NotAConstant),
        1 => arithmetic.wrap(value, Rank::Char),
        _ => arithmetic.wrap(value, Rank::Int),
    };
    Ok(Operand::integer(value, Rank::Int))
}

/// Adjacent string literals as one (C11 §6.4.5p5).
pub(super) fn string<'t>(
    literals: impl Iterator<Item = &'t str> + Clone,
    dialect: &Dialect<'_>,
) -> Result<Operand, Stop> {
    let mut unit = TextUnit::Byte;
    let mut explicit_bytes = false;
    for literal in literals.clone() {
        let (prefix, _) = parts(literal, '"').ok_or(Stop::NotAConstant)?;
        let own = match prefix {
            "" => continue,
            "u8" => {
                explicit_bytes = true;
                continue;
            }
            "L" => TextUnit::Wide,
            "u" => TextUnit::Char16,
            _ => TextUnit::Char32,
        };
        if unit != TextUnit::Byte && unit != own {
            return Err(Stop::Undecided);
        }
        unit = own;
    }
    if explicit_bytes && unit != TextUnit::Byte {
        return Err(Stop::Undecided);
    }
    let width = unit_size(unit, dialect).min(4) * 8;
    let mut units = Vec::new();
    for literal in literals {
        let (_, content) = parts(literal, '"').ok_or(Stop::NotAConstant)?;
        for element in elements(content, dialect)? {
            match element {
                Element::Character(character) => encode(character, width, &mut units),
                Element::Unit(unit) if u64::from(unit) >> width == 0 => units.push(unit),
                Element::Unit(_) => return Err(Stop::Undecided),
            }
        }
    }
    Ok(Operand::Text(units, unit))
}

/// The bytes of one code unit.
pub(super) fn unit_size(unit: TextUnit, dialect: &Dialect<'_>) -> u64 {
    match unit {
        TextUnit::Byte => 1,
        TextUnit::Wide => dialect.arithmetic.scalar(dialect.wide).size,
        TextUnit::Char16 => 2,
        TextUnit::Char32 => 4,
    }
}

/// Prefix and content of a literal.
fn parts(text: &str, quote: char) -> Option<(&str, &str)> {
    let (prefix, rest) = text.split_once(quote)?;
    Some((prefix, rest.strip_suffix(quote)?))
}

/// Appends a character in UTF-8, UTF-16 or UTF-32.
fn encode(character: char, width: u64, units: &mut Vec<u32>) {
    match width {
        8 => units.extend(character.encode_utf8(&mut [0; 4]).bytes().map(u32::from)),
        16 => units.extend(
            character
                .encode_utf16(&mut [0; 2])
                .iter()
                .map(|unit| u32::from(*unit)),
        ),
        _ => units.push(u32::from(character)),
    }
}

/// The elements between a literal's quotes.
fn elements(content: &str, dialect: &Dialect<'_>) -> Result<Vec<Element>, Stop> {
    // A replacement character may stand for bytes that were not UTF-8.
    if content.contains('\u{fffd}') || (dialect.trigraphs && content.contains("??")) {
        return Err(Stop::Undecided);
    }
    let mut elements = Vec::with_capacity(content.len());
    let mut rest = content;
    while let Some(character) = rest.chars().next() {
        rest = rest.get(character.len_utf8()..).unwrap_or("");
        if character == '\\' {
            let (element, length) = escape(rest)?;
            elements.push(element);
            rest = rest.get(length..).unwrap_or("");
        } else {
            elements.push(Element::Character(character));
        }
    }
    Ok(elements)
}

/// The escape sequence after a backslash, and its length in bytes.
fn escape(rest: &str) -> Result<(Element, usize), Stop> {
    let first = rest.chars().next().ok_or(Stop::NotAConstant)?;
    let simple = |unit: u32| Ok((Element::Unit(unit), 1));
    match first {
        'a' => simple(7),
        'b' => simple(8),
        't' => simple(9),
        'n' => simple(10),
        'v' => simple(11),
        'f' => simple(12),
        'r' => simple(13),
        // Of GNU C.
        'e' | 'E' => simple(27),
        '\'' | '"' | '\\' | '?' => simple(u32::from(first)),
        '0'..='7' => {
            let length = digits(rest, 8).min(3);
            let value = rest.get(..length).map(|text| u32::from_str_radix(text, 8));
            match value {
                Some(Ok(value)) => Ok((Element::Unit(value), length)),
                Some(Err(_)) | None => Err(Stop::Undecided),
            }
        }
        'x' => {
            let rest = rest.get(1..).unwrap_or("");
            let length = digits(rest, 16);
            let value = rest.get(..length).map(|text| u32::from_str_radix(text, 16));
            match value {
                Some(Ok(value)) => Ok((Element::Unit(value), 1 + length)),
                Some(Err(_)) | None => Err(Stop::Undecided),
            }
        }
        'u' | 'U' => {
            let length = if first == 'u' { 4 } else { 8 };
            let text = rest.get(1..=length).ok_or(Stop::Undecided)?;
            if digits(text, 16) != length {
                return Err(Stop::Undecided);
            }
            // C refuses the names of basic characters and of surrogates (C11 §6.4.3p2).
            u32::from_str_radix(text, 16)
                .ok()
                .filter(|value| *value >= 0xa0)
                .and_then(char::from_u32)
                .map(|character| (Element::Character(character), 1 + length))
                .ok_or(Stop::Undecided)
        }
        // A compiler takes the character itself, with a warning; it is no C.
        _ => Err(Stop::Undecided),
    }
}

/// How many digits a text begins with.
fn digits(text: &str, radix: u32) -> usize {
    text.chars()
        .take_while(|character| character.is_digit(radix))
        .count()
}
