//! What stands above an item: documentation, then attributes, each on a line of its own.

use super::error::{Error, Fault, Result};
use super::model::Condition;
use super::model::{ItemKind, Linkage};
use super::parser::Parser;
use super::token::TokenKind;

/// What stands above an item.
#[derive(Debug, Default)]
pub(super) struct Above {
    /// Documentation, one entry a line.
    pub(super) doc: Vec<String>,
    /// `@cfg(…)`
    pub(super) condition: Option<Condition>,
    /// `@link(…)` and `@link_name(…)`
    pub(super) linkage: Linkage,
    /// `@repr(C, …)`
    pub(super) repr: Option<Repr>,
}

/// `@repr(C, packed = n, align = n)`
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Repr {
    /// `packed = n`
    pub(super) packed: Option<u64>,
    /// `align = n`
    pub(super) align: Option<u64>,
}

impl Parser<'_> {
    /// Reads what stands above an item.
    pub(super) fn above(&mut self) -> Result<Above> {
        let mut above = Above::default();
        if let TokenKind::Doc(text) = self.token.kind {
            self.spec_only("documentation; comments stand for it")?;
            above.doc = lines(text);
            self.advance()?;
            self.end_of_line()?;
            self.close("between documentation and its item")?;
        }
        while self.take("@")? {
            self.attribute(&mut above)?;
            self.end_of_line()?;
            self.close("between an attribute and its item")?;
        }
        Ok(above)
    }

    /// Refuses a blank line or comment above the next token.
    fn close(&self, place: &'static str) -> Result<()> {
        match self.token.gap {
            true => Err(self.fault(Fault::Gap(place))),
            false => Ok(()),
        }
    }

    /// Reads an attribute behind its `@`.
    fn attribute(&mut self, above: &mut Above) -> Result<()> {
        let (is_new, name) = match self.token.source {
            "cfg" => (above.condition.is_none(), "cfg"),
            "link" => (true, "link"),
            "link_name" => (above.linkage.symbol.is_none(), "link_name"),
            "repr" => (above.repr.is_none(), "repr"),
            _ => return Err(self.unexpected("`cfg`, `link`, `link_name` or `repr`")),
        };
        if !is_new {
            return Err(self.fault(Fault::Repeated(name)));
        }
        match name {
            "cfg" => self.spec_only("conditional items")?,
            "link" | "link_name" => self.spec_only("`@link` and `@link_name`")?,
            _ => {}
        }
        self.advance()?;
        self.expect("(", "`(`")?;
        match name {
            "cfg" => above.condition = Some(self.condition()?),
            "link" => {
                let position = self.position();
                let name = self.string("the name of a library in quotes")?;
                if above.linkage.libraries.contains(&name) {
                    let place = "another library of this item";
                    let fault = Fault::Twice { name, place };
                    return Err(Error { position, fault });
                }
                above.linkage.libraries.push(name);
            }
            "link_name" => {
                above.linkage.symbol = Some(self.string("the name of a symbol in quotes")?);
            }
            _ => above.repr = Some(self.repr()?),
        }
        self.expect(")", "`)`")
    }

    /// Reads `C, packed = n, align = n`.
    fn repr(&mut self) -> Result<Repr> {
        self.expect("C", "`C`")?;
        let mut repr = Repr::default();
        while self.take(",")? {
            self.spec_only("arguments of `@repr(C)`")?;
            let (place, name) = match self.token.source {
                "packed" => (&mut repr.packed, "packed"),
                "align" => (&mut repr.align, "align"),
                _ => return Err(self.unexpected("`packed = n` or `align = n`")),
            };
            if place.is_some() {
                return Err(self.fault(Fault::Repeated(name)));
            }
            self.advance()?;
            self.expect("=", "`=` and a number of bytes")?;
            *place = Some(self.alignment()?);
        }
        Ok(repr)
    }

    /// Reads a power of two.
    fn alignment(&mut self) -> Result<u64> {
        let TokenKind::Integer(number) = self.token.kind else {
            return Err(self.unexpected("a number of bytes"));
        };
        let narrow = u64::try_from(number).ok();
        match narrow.filter(|n| n.is_power_of_two() && *n <= 1 << 28) {
            Some(number) => self.advance().map(|_| number),
            None => Err(self.fault(Fault::Alignment(number))),
        }
    }
}

impl Above {
    /// What is wrong with it on an import.
    pub(super) fn fault_on_import(&self) -> Option<Fault> {
        let name = match &self.linkage {
            _ if !self.doc.is_empty() => return Some(Fault::DocOfImport),
            linkage if linkage.symbol.is_some() => "link_name",
            linkage if !linkage.libraries.is_empty() => "link",
            _ if self.repr.is_some() => "repr",
            _ => return None,
        };
        let item = "an import";
        Some(Fault::Misplaced { name, item })
    }

    /// What is wrong with it on an item, for an error at the item.
    pub(super) fn fault_on(&self, kind: &ItemKind) -> Option<Fault> {
        let item = match kind {
            ItemKind::Function(_) | ItemKind::Variable(_) => "what has a symbol",
            ItemKind::Opaque => "an opaque type",
            ItemKind::Alias(_) => "an alias",
            ItemKind::Record(_) => "a structure or union",
            ItemKind::Constant(_) => "a constant",
            ItemKind::Implementation(_) => "an `impl` block",
            ItemKind::Skipped(_) => "a `# skipped:` line",
        };
        let name = match kind {
            ItemKind::Function(_) | ItemKind::Variable(_) => None,
            ItemKind::Opaque
            | ItemKind::Alias(_)
            | ItemKind::Record(_)
            | ItemKind::Constant(_)
            | ItemKind::Implementation(_)
            | ItemKind::Skipped(_) => match &self.linkage {
                linkage if linkage.symbol.is_some() => Some("link_name"),
                linkage if !linkage.libraries.is_empty() => Some("link"),
                _ => None,
            },
        };
        if let Some(name) = name {
            return Some(Fault::Misplaced { name, item });
        }
        match (kind, self.repr) {
            (ItemKind::Record(record), None) => Some(Fault::NoRepr(if record.is_union {
                "union"
            } else {
                "struct"
            })),
            (ItemKind::Record(_), Some(_)) | (_, None) => None,
            (_, Some(_)) => Some(Fault::Misplaced { name: "repr", item }),
        }
    }
}

/// The lines of documentation, their escapes resolved; in the form of a block without the lines
/// of the quotes.
fn lines(text: &str) -> Vec<String> {
    let text = text.replace("\r\n", "\n");
    let inner = text.strip_prefix('\n').unwrap_or(&text);
    let inner = inner.strip_suffix('\n').unwrap_or(inner);
    inner.split('\n').map(plain).collect()
}

/// A line of documentation without the backslashes that protect the next character.
fn plain(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut characters = line.chars().peekable();
    while let Some(c) = characters.next() {
        match characters.peek() {
            Some(&next @ ('\\' | '"')) if c == '\\' => {
                out.push(next);
                characters.next();
            }
            _ => out.push(c),
        }
    }
    out
}
