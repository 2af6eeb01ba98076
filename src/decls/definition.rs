//! The macro definitions of a translation unit, as text.

mod end;

use std::borrow::Cow;
use std::ops::Range;

use super::files::Files;
use super::macros::Macros;
use super::survey::{Define, Event};
use super::text::Text;
use super::undefined::Undefined;
use crate::characters::{is_name_byte, name_length};
use crate::clang::cursor::Position;
use crate::target::DataModel;

/// A definition of the compiler or the command line, which no file holds.
pub struct Predefined {
    /// The event.
    event: usize,
    /// The name.
    name: String,
    /// From the name to the last token.
    text: String,
}

impl Predefined {
    /// All of them.
    pub fn of(events: &[Event<'_>], model: &DataModel) -> Vec<Predefined> {
        let mut all: Vec<Predefined> = events
            .iter()
            .enumerate()
            .filter_map(|(event, what)| match what {
                Event::Define(define) if define.start.file.is_none() => predefined(event, define),
                Event::Define(_) | Event::Include { .. } => None,
            })
            .collect();
        all.push(Predefined {
            event: 0,
            name: "__FLT_EVAL_METHOD__".to_owned(),
            text: format!("__FLT_EVAL_METHOD__ {}", model.flt_eval_method),
        });
        all
    }
}

/// All definitions, in the order in which they took effect.
pub struct Definitions<'d> {
    /// The last one of each name.
    pub table: Macros<'d>,
    /// The event of it, by the name's number.
    last: Vec<usize>,
    /// Number and event of those that no file holds.
    predefined: Vec<(u32, usize)>,
    /// Those of the headers.
    written: Vec<Definition<'d>>,
}

/// A definition that a header holds.
pub struct Definition<'d> {
    /// The name.
    pub name: &'d str,
    /// The name's number in the table.
    pub id: u32,
    /// The event.
    pub event: usize,
    /// The place of the name.
    pub position: Position,
    /// The offset behind the last token.
    pub end: u32,
}

impl<'u> Define<'u> {
    /// From the name to the last token, in the text of the file.
    pub fn extent(&self, file: Text<'u>) -> Option<Range<usize>> {
        let start = self.start.offset as usize;
        let text = file.bytes.get(start..)?;
        let by_clang = || self.cursor.extent().1.offset.checked_sub(self.start.offset);
        let length = match end::length(text) {
            Some(length) => {
                debug_assert_eq!(by_clang().map(|it| it as usize), Some(length));
                length
            }
            None => by_clang()? as usize,
        };
        Some(start..start + length)
    }
}

impl<'d> Definitions<'d> {
    /// Gathers them.
    pub fn of<'u: 'd>(
        events: &[Event<'u>],
        files: &Files<'u>,
        predefined: &'d [Predefined],
    ) -> Definitions<'d> {
        let count = events.len() + predefined.len();
        let mut all = Definitions {
            table: Macros::with_capacity(count),
            last: Vec::with_capacity(count),
            predefined: Vec::with_capacity(predefined.len()),
            written: Vec::with_capacity(events.len()),
        };
        for Predefined { event, name, text } in predefined {
            let id = all.define(name, text.as_str().into(), *event);
            all.predefined.push((id, *event));
        }
        for (event, what) in events.iter().enumerate() {
            let Event::Define(define) = what else {
                continue;
            };
            let Some(handle) = define.start.file else {
                continue;
            };
            let file = files.text(handle);
            let Some(extent) = define.extent(file) else {
                continue;
            };
            let (name, text) = (name(file, &extent), text(file, &extent));
            let (Some(name), Some(text), Ok(end)) = (name, text, u32::try_from(extent.end)) else {
                continue;
            };
            let id = all.define(name, text, event);
            all.written.push(Definition {
                name,
                id,
                event,
                position: define.start,
                end,
            });
        }
        all
    }

    /// Takes one in.
    fn define(&mut self, name: &'d str, text: Cow<'d, str>, event: usize) -> u32 {
        let id = self.table.define(name, text);
        match self.last.get_mut(id as usize) {
            Some(last) => *last = event,
            None => self.last.push(event),
        }
        id
    }

    /// The event of a macro's last definition.
    pub fn last(&self, name: &str) -> Option<usize> {
        let id = self.table.id(name)?;
        self.last.get(id as usize).copied()
    }

    /// The events of all definitions of one name.
    pub fn of_name(&self, name: &str) -> impl Iterator<Item = usize> {
        let id = self.table.id(name);
        let predefined = self.predefined.iter().copied();
        let written = self.written.iter().map(|it| (it.id, it.event));
        predefined
            .chain(written)
            .filter(move |(other, _)| Some(*other) == id)
            .map(|(_, event)| event)
    }

    /// The last definition within the scope of each macro that may be in effect at the end, what
    /// it stands for then, a definition elsewhere may decide; and all that are in effect.
    pub fn at_the_end(
        self,
        files: &Files<'_>,
        undefined: &Undefined<'d>,
    ) -> (Vec<Definition<'d>>, Macros<'d>) {
        let Definitions {
            mut table,
            mut last,
            mut written,
            ..
        } = self;
        last.fill(usize::MAX);
        written.retain(|it| {
            let belongs = files.is_in_scope(it.position);
            if belongs && let Some(last) = last.get_mut(it.id as usize) {
                *last = it.event;
            }
            belongs
        });
        for name in &undefined.gone {
            if let Some(id) = table.id(name)
                && let Some(last) = last.get_mut(id as usize)
            {
                *last = usize::MAX;
            }
            table.remove(name);
        }
        for name in &undefined.uncertain {
            table.mark_uncertain(name);
        }
        written.retain(|it| last.get(it.id as usize) == Some(&it.event));
        (written, table)
    }
}

/// A definition that no file holds.
fn predefined(event: usize, define: &Define<'_>) -> Option<Predefined> {
    let tokens = define.cursor.tokens();
    let name = tokens.first()?.clone();
    let separator = if define.cursor.is_function_like() {
        ""
    } else {
        " "
    };
    let text = format!("{name}{separator}{}", tokens.get(1..)?.join(" "));
    Some(Predefined { event, name, text })
}

/// The name that a definition begins with.
fn name<'d>(file: Text<'d>, definition: &Range<usize>) -> Option<&'d str> {
    let bytes = file.bytes.get(definition.clone())?;
    let plain = name_length(bytes);
    let others = bytes.iter().skip(plain);
    let length = plain + others.take_while(|byte| is_name_byte(**byte)).count();
    file.piece(definition.start..definition.start + length)
}

/// A definition as text. Bytes that are no UTF-8, which only a literal can hold, become the
/// escapes that mean the same bytes; three octal digits end an escape whatever follows.
fn text<'d>(file: Text<'d>, definition: &Range<usize>) -> Option<Cow<'d, str>> {
    if let Some(text) = file.piece(definition.clone()) {
        return Some(Cow::Borrowed(text));
    }
    let bytes = file.bytes.get(definition.clone())?;
    let mut text = String::with_capacity(bytes.len() + 16);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        for byte in chunk.invalid() {
            text.push_str(&format!("\\{byte:03o}"));
        }
    }
    Some(Cow::Owned(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_of_other_encodings_become_escapes() {
        for (bytes, escaped) in [
            (&b"S \"caf\xe91\" //"[..], "S \"caf\\3511\""),
            (b"S \"caf\xc3\xa9\" //", "S \"café\""),
        ] {
            let definition = 0..bytes.len() - 3;
            assert_eq!(
                text(Text::new(bytes), &definition).as_deref(),
                Some(escaped)
            );
        }
    }
}
