//! Commands, tags and entities within a line.

use super::command::SILENT_WITHIN;
use super::{Translator, html};

/// A part of a translated line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// A line.
    Line(String),
    /// An empty line between paragraphs.
    Paragraph,
}

/// The line being put together.
#[derive(Debug, Default)]
struct Sink {
    /// Finished pieces.
    done: Vec<Piece>,
    /// The line that the next text goes to.
    current: String,
}

impl Sink {
    /// Ends the line, where there is anything in it.
    fn end_line(&mut self) {
        let mut line = std::mem::take(&mut self.current);
        line.truncate(line.trim_end().len());
        if !line.is_empty() {
            self.done.push(Piece::Line(line));
        }
    }

    /// Begins a line with a mark: a bullet or a heading's.
    fn begin_line(&mut self, mark: &str) {
        self.end_line();
        self.current.push_str(mark);
    }
}

/// Whether no command, tag or other mark starts with a byte.
pub(super) fn is_plain(byte: u8) -> bool {
    !matches!(byte, b'@' | b'\\' | b'<' | b'&' | b'%' | b'#' | b'^' | b')')
}

impl Translator<'_> {
    /// Translates a text of one line, which tags may break into several.
    pub(super) fn inline(&mut self, text: &str) -> Vec<Piece> {
        let mut sink = Sink::default();
        sink.current.reserve(text.len());
        let mut at = 0;
        while at < text.len() {
            let plain = text[at..].bytes().position(|byte| !is_plain(byte));
            let next = plain.map_or(text.len(), |length| at + length);
            sink.current.push_str(&text[at..next]);
            at = next;
            let rest = &text[at..];
            let Some(character) = rest.chars().next() else {
                break;
            };
            let before = text[..at].chars().next_back();
            let used = match character {
                '@' | '\\' => self.command(rest, before, &mut sink),
                '<' => self.tag(rest, &mut sink),
                '&' => html::entity(rest).map(|(character, length)| {
                    sink.current.push_str(&character);
                    length
                }),
                '%' | '#' => self.gtk_mark(rest, before, &mut sink),
                '^' | ')' if self.sqlite => sqlite_mark(rest, before),
                _ => None,
            };
            at += used.unwrap_or_else(|| {
                sink.current.push(character);
                character.len_utf8()
            });
        }
        sink.end_line();
        sink.done
    }

    /// `\c word`, `@ref name`, `@{`, escapes; how many bytes of `rest` they take.
    fn command(&self, rest: &str, before: Option<char>, sink: &mut Sink) -> Option<usize> {
        let after = &rest[1..];
        if let Some(escaped) = after
            .chars()
            .next()
            .filter(|c| matches!(c, '@' | '<' | '>' | '#' | '%'))
            && (rest.starts_with('\\') || escaped == '@')
        {
            sink.current.push(escaped);
            return Some(2);
        }
        if before.is_some_and(|c| !(c.is_whitespace() || "([{\"',;/|".contains(c))) {
            return None;
        }
        if matches!(after, "{" | "}") {
            return Some(2);
        }
        if let Some(gtk) = &self.gtk {
            let name = word(after);
            let is_name = name.starts_with(|c: char| c.is_ascii_lowercase() || c == '_')
                && !matches!(
                    name,
                    "endlink" | "link" | "ref" | "c" | "p" | "a" | "e" | "em" | "b"
                );
            if rest.starts_with('@') && (is_name || gtk.names.contains(name)) {
                sink.current.push_str(&format!("`{name}`"));
                return Some(1 + name.len());
            }
        }
        let name = word(after);
        let space = &after[name.len()..];
        let argument = space.trim_start();
        let skipped = rest.len() - argument.len();
        let argument = match name {
            "endlink" => return Some(1 + name.len()),
            name if SILENT_WITHIN.contains(&name) => {
                let kept = sink.current.trim_end().len();
                sink.current.truncate(kept);
                return Some(1 + name.len());
            }
            "link" | "ref" | "c" | "p" | "a" | "e" | "em" | "b" => reference(argument),
            _ => return None,
        };
        if space.is_empty() || !space.starts_with(' ') || argument.is_empty() {
            return None;
        }
        match name {
            "c" | "p" | "a" => sink.current.push_str(&format!("`{argument}`")),
            "e" | "em" => sink.current.push_str(&format!("*{argument}*")),
            "b" => sink.current.push_str(&format!("**{argument}**")),
            _ => sink.current.push_str(argument),
        }
        let used = skipped + argument.len();
        if name == "ref"
            && let Some((title, length)) = quoted(&rest[used..])
        {
            // `@ref record::member "member"`
            if !argument.contains(title) {
                sink.current.push_str(&format!(" ({title})"));
            }
            return Some(used + length);
        }
        Some(used)
    }

    /// A tag that Markdown has a mark for; others stay.
    fn tag(&mut self, rest: &str, sink: &mut Sink) -> Option<usize> {
        if self.gtk.is_some() && rest.starts_with("<!-- -->") {
            return Some("<!-- -->".len());
        }
        let tag = html::tag(rest)?;
        let mut used = tag.length;
        match (tag.name.as_str(), tag.closes) {
            ("b" | "strong", _) => sink.current.push_str("**"),
            ("i" | "em", _) => sink.current.push('*'),
            ("code" | "tt" | "kbd" | "samp", _) => sink.current.push('`'),
            ("p", false) => {
                sink.end_line();
                sink.done.push(Piece::Paragraph);
                used += blanks(&rest[used..]);
            }
            ("br", _) | ("dd", false) => {
                sink.end_line();
                used += blanks(&rest[used..]);
            }
            ("p" | "li" | "dt" | "dd", true) => {}
            ("ul" | "ol" | "dl" | "blockquote", closes) => {
                sink.end_line();
                if tag.name != "blockquote" {
                    self.depth = match closes {
                        true => self.depth.saturating_sub(1),
                        // Deeper than any text nests on purpose.
                        false => (self.depth + 1).min(8),
                    };
                }
                used += blanks(&rest[used..]);
            }
            ("li" | "dt", false) => {
                // SQLite puts an anchor before the term: `[[NAME]] <dt>NAME</dt>`.
                let indent = "  ".repeat(self.depth.saturating_sub(1));
                sink.begin_line(&format!("{indent}- "));
                used += blanks(&rest[used..]);
            }
            ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", closes) => {
                sink.end_line();
                if !closes {
                    let level = tag.name.as_bytes().get(1).map_or(1, |digit| digit - b'0');
                    sink.begin_line(&format!("{} ", "#".repeat(usize::from(level))));
                }
                used += blanks(&rest[used..]);
            }
            ("a", false) => {
                self.links.push(html::href(tag.attributes)?.to_owned());
                sink.current.push('[');
            }
            ("table", _) => sink.end_line(),
            ("tr", false) => sink.begin_line(""),
            ("td" | "th", false) => {
                let kept = sink.current.trim_end().len();
                sink.current.truncate(kept);
                let is_first = sink.current.is_empty();
                sink.current.push_str(if is_first { "" } else { " | " });
                used += blanks(&rest[used..]);
            }
            ("td" | "th" | "tr", true) => {
                let kept = sink.current.trim_end().len();
                sink.current.truncate(kept);
            }
            ("a", true) => {
                let address = self.links.pop()?;
                sink.current.push_str(&format!("]({address})"));
            }
            _ => return None,
        }
        Some(used)
    }

    /// gtk-doc's `%CONSTANT` and `#Type`.
    fn gtk_mark(&self, rest: &str, before: Option<char>, sink: &mut Sink) -> Option<usize> {
        self.gtk.as_ref()?;
        let name = word(&rest[1..]);
        let starts = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
        let apart = before.is_none_or(|c| c.is_whitespace() || "([\"'".contains(c));
        // `%s` and `#1` are text.
        if !starts || !apart || name.len() < 3 {
            return None;
        }
        sink.current.push_str(&format!("`{name}`"));
        Some(1 + name.len())
    }
}

/// SQLite marks testable statements: `^The …` and `^(The …)^`.
fn sqlite_mark(rest: &str, before: Option<char>) -> Option<usize> {
    if rest.starts_with(")^") {
        return Some(2);
    }
    let apart = before.is_none_or(|c| c.is_whitespace() || c == '>' || c == '(');
    let next = rest.strip_prefix('^')?.chars().next()?;
    match next {
        '(' if apart => Some(2),
        next if apart && !next.is_whitespace() && !next.is_ascii_digit() => Some(1),
        _ => None,
    }
}

/// The identifier at the start of a text, or nothing.
fn word(text: &str) -> &str {
    let end = text
        .find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
        .unwrap_or(text.len());
    &text[..end]
}

/// The text in quotes that follows a blank, and how many bytes both take.
fn quoted(text: &str) -> Option<(&str, usize)> {
    let inner = text.strip_prefix(" \"")?;
    let end = inner.find('"')?;
    Some((&inner[..end], end + 3))
}

/// What an inline command takes: up to white space, without the punctuation of the sentence.
fn reference(text: &str) -> &str {
    let end = text
        .find(|c: char| c.is_whitespace() || matches!(c, '`' | '<' | '@' | '\\' | '&'))
        .unwrap_or(text.len());
    let text = text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '"', '\'']);
    // `(see @c x)` takes no closing bracket that it did not open; `f()` does.
    if text.ends_with(')') && !text.contains('(') {
        text.trim_end_matches(')')
    } else {
        text
    }
}

/// How many blanks begin a text.
fn blanks(text: &str) -> usize {
    text.len() - text.trim_start().len()
}
