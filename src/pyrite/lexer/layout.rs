//! The start of a line: its indentation, and the blank lines and comments above it.

use super::Lexer;
use crate::pyrite::error::{Error, Fault, Position, Result};
use crate::pyrite::token::{Token, TokenKind};

/// What begins the comment for a declaration that is left out.
const SKIPPED: &str = "# skipped:";

impl<'a> Lexer<'a> {
    /// Passes over blank lines and comments, and queues what the next line's indentation means.
    pub(super) fn layout(&mut self) -> Result<()> {
        let mut skipped = Vec::new();
        loop {
            let rest = self.rest();
            let code = rest.trim_start_matches(' ');
            let indent = rest.len() - code.len();
            let line = code.get(..code.find('\n').unwrap_or(code.len()));
            let line = line.unwrap_or_default();
            if code.is_empty() {
                self.at += indent;
                let position = self.position();
                self.close(0, position)?;
                self.queue.extend(skipped);
                self.push(TokenKind::End, position);
                return Ok(());
            }
            if line.trim_matches(['\t', '\r', ' ']).is_empty() || line.starts_with('#') {
                self.gap = true;
                if indent == 0
                    && let Some(what) = line.strip_prefix(SKIPPED)
                {
                    let position = self.position();
                    skipped.push(Token {
                        kind: TokenKind::Skipped(what),
                        position,
                        source: line.trim_end(),
                        gap: true,
                    });
                }
                self.at += indent + line.len();
                if !self.rest().is_empty() {
                    self.new_line();
                }
                continue;
            }
            self.at += indent;
            let position = self.position();
            if line.starts_with('\t') {
                return Err(Error {
                    position,
                    fault: Fault::Tab,
                });
            }
            if indent > self.levels.last().copied().unwrap_or_default() {
                self.levels.push(indent);
                self.push(TokenKind::Indent, position);
            } else {
                self.close(indent, position)?;
            }
            if let Some(first) = skipped.first().filter(|_| indent > 0) {
                return Err(Error {
                    position: first.position,
                    fault: Fault::Unexpected {
                        found: "a `# skipped:` line".to_owned(),
                        expected: "the rest of the block around it",
                    },
                });
            }
            self.queue.extend(skipped);
            return Ok(());
        }
    }

    /// Queues the ends of blocks that are indented deeper.
    fn close(&mut self, indent: usize, position: Position) -> Result<()> {
        while self.levels.last().is_some_and(|level| *level > indent) {
            self.levels.pop();
            self.push(TokenKind::Dedent, position);
        }
        if self.levels.last().copied().unwrap_or_default() == indent {
            return Ok(());
        }
        Err(Error {
            position,
            fault: Fault::Indentation,
        })
    }

    /// Queues a token that stands for no text.
    fn push(&mut self, kind: TokenKind<'a>, position: Position) {
        self.queue.push_back(Token {
            kind,
            position,
            source: "",
            gap: self.gap,
        });
    }
}
