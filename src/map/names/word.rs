//! Which words may be names in Pyrite, and what becomes of C's other ones.

use std::borrow::Cow;

use crate::characters::{is_hazard, is_invisible, is_plain_name};

/// Whether a word is one of Pyrite's own, its number types included.
pub fn is_reserved(name: &str) -> bool {
    matches!(
        name,
        "False" | "List" | "None" | "Option" | "Self" | "String" | "True" | "Vector" | "and" | "as"
            | "assert" | "bool" | "borrow" | "break" | "case" | "char" | "const" | "continue"
            | "defer" | "dyn" | "elif" | "else" | "enum" | "extern" | "fail" | "false" | "float"
            | "fn" | "for" | "from" | "if" | "impl" | "import" | "in" | "inout" | "int" | "isize"
            | "let" | "main" | "match" | "move" | "mut" | "not" | "opaque" | "or" | "pass"
            | "print" | "pub" | "return" | "self" | "str" | "struct" | "take" | "trait" | "true"
            | "try" | "type" | "uint" | "union" | "unsafe" | "usize" | "var" | "void" | "where"
            | "while" | "with"
            // Words of the type grammar.
            | "i8" | "i16" | "i32" | "i64" | "u8" | "u16" | "u32" | "u64" | "f32" | "f64"
    )
}

/// Whether Pyrite takes a word as a name. `_` alone names nothing.
pub fn is_legal(name: &str) -> bool {
    !matches!(name, "" | "_")
        && !name.starts_with(|c: char| c.is_ascii_digit())
        && soft(name) == name
        && !is_reserved(name)
}

/// `name` as Pyrite can write it, `_` in place of `$`.
///
/// Letters and digits of any script stay. What C allows beside them (marks, signs, emoji, and
/// characters that nobody sees or that turn the direction of the text) becomes its code point,
/// `_u202e_`: no two names may look the same and be different.
pub fn soft(name: &str) -> Cow<'_, str> {
    written(name, "_")
}

/// Like [`soft`], with `$` as its code point, for where `a$b` meets `a_b`.
pub fn hard(name: &str) -> Cow<'_, str> {
    written(name, "_u24_")
}

/// `name` in letters, digits and `_`.
fn written<'n>(name: &'n str, dollar: &str) -> Cow<'n, str> {
    if is_plain_name(name) {
        return Cow::Borrowed(name);
    }
    let mut out = String::with_capacity(name.len() + 8);
    for c in name.chars() {
        let stays = match c {
            '_' => true,
            _ if c.is_ascii() => c.is_ascii_alphanumeric(),
            _ if is_hazard(c) || is_invisible(c) => false,
            _ if out.is_empty() => c.is_alphabetic(),
            _ => c.is_alphanumeric(),
        };
        match c {
            _ if stays => out.push(c),
            '$' => out.push_str(dollar),
            _ => out.push_str(&format!("_u{:x}_", u32::from(c))),
        }
    }
    match out.as_str() {
        _ if out == name => Cow::Borrowed(name),
        // `_` names nothing.
        "_" => Cow::Owned("_u24_".to_owned()),
        _ => Cow::Owned(out),
    }
}

/// [`soft`], with a trailing `_` where that is a reserved word.
pub fn safe(name: &str) -> Cow<'_, str> {
    let soft = soft(name);
    if is_reserved(&soft) {
        Cow::Owned(format!("{soft}_"))
    } else {
        soft
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reserved_words_and_type_words_get_a_suffix() {
        assert_eq!(safe("type"), "type_");
        assert_eq!(safe("u8"), "u8_");
        assert_eq!(safe("types"), "types");
        assert_eq!(safe("open$NOCANCEL"), "open_NOCANCEL");
        assert_eq!(hard("open$NOCANCEL"), "open_u24_NOCANCEL");
    }

    #[test]
    fn what_is_no_letter_becomes_its_code_point() {
        assert_eq!(safe("größe"), "größe");
        assert_eq!(safe("定数2"), "定数2");
        assert_eq!(safe("a\u{202e}b"), "a_u202e_b");
        assert_eq!(safe("a\u{200d}b"), "a_u200d_b");
        assert_eq!(safe("e\u{301}"), "e_u301_");
        assert_eq!(safe("\u{3164}"), "_u3164_");
        assert_eq!(safe("x😀"), "x_u1f600_");
        assert_eq!(safe("²"), "_ub2_");
        assert_eq!(safe("$"), "_u24_");
        assert_eq!(safe("_"), "_");
    }

    #[test]
    fn legal_names() {
        for name in ["a", "_a", "größe", "a_", "type_"] {
            assert!(is_legal(name), "{name}");
        }
        for name in [
            "",
            "_",
            "1a",
            "a b",
            "a-b",
            "a$",
            "type",
            "i8",
            "a\n",
            "\u{202e}a",
        ] {
            assert!(!is_legal(name), "{name}");
        }
    }
}
