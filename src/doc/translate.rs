//! C comments → the text of Pyrite's documentation: plain lines and light Markdown.
//!
//! Doxygen, gtk-doc and HTML in the comment become what a reader of plain text expects; every
//! word of the text stays, only commands and marks go. What is no known command stays as it is.

mod command;
mod html;
mod inline;

use command::{Block, Fence};
use std::collections::BTreeSet;

use crate::characters::{all_bytes, find_ignoring_case};

/// Translates the cleaned lines of a C comment.
///
/// ```text
/// @brief Opens a file.          Opens a file.
///
/// @param[in] name the name
///            of the file        Parameters:
/// @return NULL if it fails      - name: the name
///                                 of the file
///
///                               Returns: NULL if it fails
/// ```
pub fn translate(lines: Vec<String>) -> Vec<String> {
    let sqlite = lines.first().is_some_and(|line| line.starts_with(SQLITE));
    if !sqlite
        && lines
            .iter()
            .all(|line| all_bytes(line.as_bytes(), is_plain))
    {
        return lines;
    }
    let mut translator = Translator::new(&lines, sqlite);
    for line in &lines {
        translator.line(line);
    }
    translator.finish()
}

/// How the documentation of an SQLite interface begins: the title follows.
const SQLITE: &str = "CAPI3REF:";

/// Whether a byte begins nothing that needs translation.
fn is_plain(byte: u8) -> bool {
    !matches!(byte, b'@' | b'\\' | b'<' | b'&')
}

/// What has been written so far, and what the lines read so far say about the next ones.
#[derive(Debug, Default)]
struct Translator<'a> {
    /// The translated lines.
    out: Vec<String>,
    /// The marks that end the preformatted text that the next line is in.
    fence: Option<Fence>,
    /// How to indent lines that carry on a list's item or a section.
    hang: Option<Hang>,
    /// The title of the list that the last item belongs to.
    title: Option<&'static str>,
    /// SQLite's own marks are in use.
    sqlite: bool,
    /// gtk-doc's parameters, where the comment is of that kind.
    gtk: Option<Gtk<'a>>,
    /// Open `<ul>` and `<ol>`.
    depth: usize,
    /// The addresses of open `<a href=…>`.
    links: Vec<String>,
}

/// Indentation of lines that carry on an item.
#[derive(Debug, Clone, Copy)]
struct Hang {
    /// In the output, in spaces.
    to: usize,
    /// That of the first such line in the comment.
    from: Option<usize>,
}

/// What a gtk-doc comment declares with `@name: …`.
#[derive(Debug)]
struct Gtk<'a> {
    /// The names.
    names: BTreeSet<&'a str>,
    /// `Parameters:` of a function, `Members:` of a type.
    title: &'static str,
}

impl<'a> Translator<'a> {
    /// Looks at the whole comment for its kind.
    fn new(lines: &'a [String], sqlite: bool) -> Translator<'a> {
        let names: BTreeSet<&str> = lines
            .iter()
            .filter_map(|line| command::gtk_parameter(line.trim_start()))
            .map(|(name, _)| name)
            .collect();
        let is_type = lines.first().is_some_and(|line| {
            let is_tagged = ["struct ", "union ", "enum "]
                .iter()
                .any(|keyword| line.starts_with(keyword));
            is_tagged
                || (line.starts_with(|c: char| c.is_ascii_uppercase())
                    && line.contains(|c: char| c.is_ascii_lowercase()))
        });
        Translator {
            sqlite,
            gtk: (!names.is_empty()).then_some(Gtk {
                names,
                title: if is_type { "Members:" } else { "Parameters:" },
            }),
            ..Translator::default()
        }
    }

    /// Translates one line.
    fn line(&mut self, line: &str) {
        if let Some(fence) = self.fence {
            self.preformatted(line, fence);
            return;
        }
        let text = line.trim_start();
        let indent = line.len() - text.len();
        if text.is_empty() {
            self.hang = None;
            self.out.push(String::new());
            return;
        }
        if self.sqlite
            && self.out.is_empty()
            && let Some(title) = text.strip_prefix(SQLITE)
        {
            self.out.push(title.trim().to_owned());
            return;
        }
        if let Some(gtk) = &self.gtk
            && let Some((name, text)) = command::gtk_parameter(text)
        {
            let title = gtk.title;
            match command::annotations(text) {
                Some((names, text)) => self.item(title, &format!("`{name}` ({names})"), text),
                None => self.item(title, &format!("`{name}`"), text),
            }
            return;
        }
        if let Some((label, text)) = command::gtk_returns(text) {
            self.separate();
            self.title = None;
            self.hang(0);
            self.push(text, &label);
            return;
        }
        match command::parse(text) {
            Some((block, rest)) => self.block(block, rest),
            None => self.text(line, indent),
        }
    }

    /// What a command at the start of a line does with the text after it.
    fn block(&mut self, block: Block, rest: &str) {
        self.hang = None;
        match block {
            Block::Drop => {}
            Block::Text => {
                self.hang(0);
                self.push(rest, "");
            }
            Block::Section(label) => {
                // `@see a`, `@see b`: one line of references.
                if label == "See"
                    && !rest.is_empty()
                    && let Some(before) = self.out.last_mut()
                    && before.starts_with("See: ")
                    && !before.ends_with('.')
                {
                    before.push(',');
                    let mut above = std::mem::take(before);
                    self.out.pop();
                    above.push(' ');
                    self.hang(0);
                    self.push(rest, &above);
                    return;
                }
                self.separate();
                self.title = None;
                self.hang(0);
                // `@return - OK` begins a list, whose items stand below each other.
                if rest.starts_with("- ") {
                    self.out.push(format!("{label}:"));
                    self.push(rest, "");
                } else {
                    self.push(rest, &format!("{label}: "));
                }
            }
            Block::Heading => {
                self.separate();
                self.title = None;
                let colon = if rest.is_empty() || rest.ends_with(':') {
                    ""
                } else {
                    ":"
                };
                self.push(&format!("{rest}{colon}"), "");
            }
            Block::Parameter(direction) => {
                let (name, text) = command::argument(rest);
                let name = name.split(", ").collect::<Vec<_>>().join("`, `");
                self.item("Parameters:", &format!("`{name}`{direction}"), text);
            }
            Block::Value => {
                let (name, text) = command::argument(rest);
                let name = name.trim_start_matches(['#', '%']);
                self.item("Returns:", &format!("`{name}`"), text);
            }
            Block::Bullet => {
                self.title = None;
                self.hang(2);
                self.push(rest, "- ");
            }
            Block::Fence(fence, language) => {
                self.open(fence, &language);
                if !rest.is_empty() {
                    self.line(rest);
                }
            }
        }
    }

    /// A line of text; what stands in it may begin preformatted text.
    fn text(&mut self, line: &str, indent: usize) {
        if let Some((before, fence, language, after)) =
            command::fence_within(line, self.gtk.is_some())
        {
            if !before.trim().is_empty() {
                self.text(before, indent);
            }
            self.open(fence, &language);
            if !after.trim().is_empty() {
                self.line(after);
            }
            return;
        }
        match &mut self.hang {
            Some(hang) => {
                let from = *hang.from.get_or_insert(indent);
                let width = hang.to + indent.saturating_sub(from);
                self.push(line.trim_start(), &" ".repeat(width));
            }
            None => {
                self.title = None;
                self.push(line, "");
            }
        }
    }

    /// A line of preformatted text, which its end mark may end.
    fn preformatted(&mut self, line: &str, fence: Fence) {
        let found = fence
            .ends
            .iter()
            .filter_map(|end| find_ignoring_case(line, end).map(|at| (at, at + end.len())))
            .min();
        let (code, after) = match found {
            Some((start, end)) => (&line[..start], Some(&line[end..])),
            None => (line, None),
        };
        if after.is_none() || !code.trim().is_empty() {
            let code = code.trim_end();
            self.out.push(if fence.is_html {
                html::decode(code)
            } else {
                code.to_owned()
            });
        }
        if let Some(after) = after {
            self.out.push("```".to_owned());
            self.fence = None;
            if !after.trim().is_empty() {
                self.line(after.trim_start());
            }
        }
    }

    /// Begins preformatted text.
    fn open(&mut self, fence: Fence, language: &str) {
        self.out.push(format!("```{language}"));
        self.fence = Some(fence);
    }

    /// `- name: text` in the list of that title, which is begun where it is not the last thing.
    fn item(&mut self, title: &'static str, name: &str, text: &str) {
        if self.title != Some(title) {
            self.separate();
            self.out.push(title.to_owned());
            self.title = Some(title);
        }
        self.hang(2);
        let colon = if text.is_empty() { "" } else { ": " };
        self.push(text, &format!("- {name}{colon}"));
    }

    /// Lines that follow carry on this one, indented by `to`.
    fn hang(&mut self, to: usize) {
        self.hang = Some(Hang { to, from: None });
    }

    /// An empty line, where there is not one already.
    fn separate(&mut self) {
        if self.out.last().is_some_and(|line| !line.is_empty()) {
            self.out.push(String::new());
        }
    }

    /// Translates the commands within a text and writes it after `prefix`; lines that it breaks
    /// into are indented like an item's.
    fn push(&mut self, text: &str, prefix: &str) {
        if all_bytes(text.as_bytes(), inline::is_plain) {
            let text = text.trim_end();
            let filled = if text.is_empty() {
                prefix.trim_end()
            } else {
                prefix
            };
            if !filled.is_empty() || !text.is_empty() {
                self.out.push([filled, text].concat());
            }
            return;
        }
        let pieces = self.inline(text);
        let mut prefix = Some(prefix);
        for piece in pieces {
            match piece {
                inline::Piece::Paragraph => self.separate(),
                inline::Piece::Line(mut line) => {
                    match (prefix.take(), self.hang) {
                        (Some(prefix), _) => line.insert_str(0, prefix),
                        (None, Some(hang)) => line.insert_str(0, &" ".repeat(hang.to)),
                        (None, None) => {}
                    }
                    self.out.push(line);
                }
            }
        }
        // The label of a section and the name of an item stand even where no text follows.
        if let Some(prefix) = prefix.filter(|prefix| !prefix.trim().is_empty()) {
            self.out.push(prefix.trim_end().to_owned());
        }
    }

    /// Ends what is open, and removes empty lines at both ends.
    fn finish(mut self) -> Vec<String> {
        if self.fence.is_some() {
            self.out.push("```".to_owned());
        }
        let filled = |line: &String| !line.is_empty();
        let end = self.out.iter().rposition(filled).map_or(0, |last| last + 1);
        self.out.truncate(end);
        let start = self.out.iter().position(filled).unwrap_or(0);
        self.out.split_off(start)
    }
}

#[cfg(test)]
mod tests;
