//! The macro definitions of a translation unit, as text.

mod end;

use std::borrow::Cow;

use rustc_hash::{FxBuildHasher, FxHashMap as HashMap};

use super::files::Files;
use super::macros::Macros;
use super::survey::{Define, Event};
use super::undefined::Undefined;
use crate::clang::cursor::Position;
use crate::target::DataModel;

/// All definitions, in the order in which they took effect.
pub struct Definitions<'u> {
    /// Those of the compiler and the command line: event, name and text.
    builtin: Vec<(usize, String, String)>,
    /// Those of the headers.
    written: Vec<Definition<'u>>,
}

/// A definition that a header holds.
pub struct Definition<'u> {
    /// The event.
    pub event: usize,
    /// The name.
    pub name: &'u str,
    /// From the name to the last token.
    text: Cow<'u, str>,
    /// The place of the name.
    pub position: Position,
    /// The offset behind the last token.
    pub end: u32,
}

impl<'u> Define<'u> {
    /// From the name to the last token, in the text of the file; `None` outside of it.
    pub fn text(&self, file: &'u [u8]) -> Option<&'u [u8]> {
        let text = file.get(self.start.offset as usize..)?;
        let by_clang = || self.cursor.extent().1.offset.checked_sub(self.start.offset);
        let length = match end::length(text) {
            Some(length) => {
                debug_assert_eq!(by_clang().map(|it| it as usize), Some(length));
                length
            }
            None => by_clang()? as usize,
        };
        text.get(..length)
    }
}

impl<'u> Definitions<'u> {
    /// Gathers them.
    pub fn of(events: &[Event<'u>], files: &Files<'u>, model: &DataModel) -> Definitions<'u> {
        let mut definitions = Definitions {
            builtin: Vec::new(),
            written: Vec::with_capacity(events.len()),
        };
        for (event, what) in events.iter().enumerate() {
            let Event::Define(define) = what else {
                continue;
            };
            if define.start.file.is_none() {
                definitions.builtin.extend(builtin(event, define));
            } else {
                definitions.written.extend(written(event, define, files));
            }
        }
        definitions.builtin.push((
            0,
            "__FLT_EVAL_METHOD__".to_owned(),
            format!("__FLT_EVAL_METHOD__ {}", model.flt_eval_method),
        ));
        definitions
    }

    /// The event of each macro's last definition.
    pub fn last(&self) -> HashMap<&str, usize> {
        let count = self.builtin.len() + self.written.len();
        let mut last = HashMap::with_capacity_and_hasher(count, FxBuildHasher);
        for (event, name, _) in &self.builtin {
            last.insert(name.as_str(), *event);
        }
        for definition in &self.written {
            last.insert(definition.name, definition.event);
        }
        last
    }

    /// The events of all definitions of one name.
    pub fn of_name(&self, name: &str) -> impl Iterator<Item = usize> {
        let builtin = self
            .builtin
            .iter()
            .filter(move |(_, other, _)| other == name)
            .map(|(event, _, _)| *event);
        let written = self
            .written
            .iter()
            .filter(move |definition| definition.name == name)
            .map(|definition| definition.event);
        builtin.chain(written)
    }

    /// Those that are in effect at the end.
    pub fn table(&self, undefined: &Undefined<'_>) -> Macros<'_> {
        let mut table = Macros::default();
        let builtin = self
            .builtin
            .iter()
            .map(|(_, name, text)| (name.as_str(), text.as_str()));
        let written = self
            .written
            .iter()
            .map(|definition| (definition.name, definition.text.as_ref()));
        for (name, text) in builtin.chain(written) {
            if !undefined.gone.contains(name) {
                table.define(name, text);
            }
        }
        for name in &undefined.uncertain {
            table.mark_uncertain(name);
        }
        table
    }

    /// The last definition within the scope of each macro that may be in effect at the end; what
    /// it stands for then, a definition elsewhere may decide.
    pub fn in_scope(&self, files: &Files<'u>, undefined: &Undefined<'_>) -> Vec<&Definition<'u>> {
        let mut belongs: Vec<&Definition<'u>> = self
            .written
            .iter()
            .filter(|definition| files.is_in_scope(definition.position))
            .collect();
        let last: HashMap<&str, usize> = belongs
            .iter()
            .map(|definition| (definition.name, definition.event))
            .collect();
        belongs.retain(|definition| {
            last.get(definition.name) == Some(&definition.event)
                && !undefined.gone.contains(definition.name)
        });
        belongs
    }
}

/// A definition that no file holds.
fn builtin(event: usize, define: &Define<'_>) -> Option<(usize, String, String)> {
    let tokens = define.cursor.tokens();
    let name = tokens.first()?.clone();
    let separator = if define.cursor.is_function_like() {
        ""
    } else {
        " "
    };
    let text = format!("{name}{separator}{}", tokens.get(1..)?.join(" "));
    Some((event, name, text))
}

/// A definition of a header.
fn written<'u>(event: usize, define: &Define<'u>, files: &Files<'u>) -> Option<Definition<'u>> {
    let position = define.start;
    let bytes = define.text(files.text(position.file?))?;
    let length = bytes
        .iter()
        .position(|&byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | 0x80..)))
        .unwrap_or(bytes.len());
    Some(Definition {
        event,
        name: std::str::from_utf8(bytes.get(..length)?).ok()?,
        text: escaped(bytes),
        position,
        end: position.offset + u32::try_from(bytes.len()).ok()?,
    })
}

/// A definition as text. Bytes that are no UTF-8, which only a literal can hold, become the
/// escapes that mean the same bytes; three octal digits end an escape whatever follows.
fn escaped(bytes: &[u8]) -> Cow<'_, str> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let mut text = String::with_capacity(bytes.len() + 16);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        for byte in chunk.invalid() {
            text.push_str(&format!("\\{byte:03o}"));
        }
    }
    Cow::Owned(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_of_other_encodings_become_escapes() {
        assert_eq!(escaped(b"S \"caf\xe91\""), "S \"caf\\3511\"");
        assert_eq!(escaped("S \"é\"".as_bytes()), "S \"é\"");
    }
}
