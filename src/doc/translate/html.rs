//! The HTML that stands in C comments: tags and entities.

/// A tag, and how many bytes it takes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// In lower case, without `/`.
    pub(super) name: String,
    /// `</name>`
    pub(super) closes: bool,
    /// What stands after the name.
    pub(super) attributes: &'a str,
    /// From `<` to `>`.
    pub(super) length: usize,
}

/// Entities with a name, by what they stand for.
const ENTITIES: &[(&str, &str)] = &[
    ("lt", "<"),
    ("gt", ">"),
    ("amp", "&"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", " "),
    ("copy", "\u{a9}"),
    ("reg", "\u{ae}"),
    ("deg", "\u{b0}"),
    ("times", "\u{d7}"),
    ("mdash", "\u{2014}"),
    ("ndash", "\u{2013}"),
    ("hellip", "\u{2026}"),
    ("rarr", "\u{2192}"),
    ("le", "\u{2264}"),
    ("ge", "\u{2265}"),
    ("ne", "\u{2260}"),
];

/// The tag at the start of `text`, which begins with `<`; `<stdio.h>` is none.
pub(super) fn tag(text: &str) -> Option<Tag<'_>> {
    let inner = text.strip_prefix('<')?;
    let end = inner.find(['>', '<'])?;
    if !inner[end..].starts_with('>') {
        return None;
    }
    let body = &inner[..end];
    let (closes, body) = match body.strip_prefix('/') {
        Some(body) => (true, body),
        None => (false, body.strip_suffix('/').unwrap_or(body)),
    };
    let length = body
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(body.len());
    let (name, attributes) = body.split_at(length);
    let separated = attributes.is_empty() || attributes.starts_with(char::is_whitespace);
    (!name.is_empty() && separated).then(|| Tag {
        name: name.to_ascii_lowercase(),
        closes,
        attributes,
        length: end + 2,
    })
}

/// The value of `href="…"` among attributes.
pub(super) fn href(attributes: &str) -> Option<&str> {
    let value = attributes.trim().strip_prefix("href=")?;
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value[1..]
        .strip_suffix(quote)
        .filter(|value| !value.contains(quote))
}

/// The entity at the start of `text`, which begins with `&`: its character, and its length.
pub(super) fn entity(text: &str) -> Option<(String, usize)> {
    let inner = text.strip_prefix('&')?;
    let end = inner.bytes().take(10).position(|byte| byte == b';')?;
    let name = &inner[..end];
    let length = end + 2;
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        let character = code.ok().and_then(char::from_u32)?;
        return (!character.is_control()).then(|| (character.to_string(), length));
    }
    let (_, character) = ENTITIES.iter().find(|(entity, _)| *entity == name)?;
    Some(((*character).to_owned(), length))
}

/// The text with its entities replaced, tags kept.
pub(super) fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (character, length) = entity(rest).unwrap_or_else(|| ("&".to_owned(), 1));
        out.push_str(&character);
        rest = &rest[length..];
    }
    out.push_str(rest);
    out
}
