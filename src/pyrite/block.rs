//! Blocks: the indented lines below a line that ends in `:`.

use std::collections::HashSet;

use super::error::{Error, Fault, Position, Result};
use super::parser::Parser;
use super::token::TokenKind;

/// Names that must differ from each other.
#[derive(Debug, Default)]
pub(super) struct Names(HashSet<String>);

impl Names {
    /// Adds a name; `place` says what else may have it already.
    pub(super) fn add(
        &mut self,
        name: &str,
        position: Position,
        place: &'static str,
    ) -> Result<()> {
        if self.0.insert(name.to_owned()) {
            return Ok(());
        }
        let name = name.to_owned();
        Err(Error {
            position,
            fault: Fault::Twice { name, place },
        })
    }
}

impl<'a> Parser<'a> {
    /// Reads the members of a block behind its `:`, each with `member`, which takes the end of
    /// its last line too. `what` names a member.
    pub(super) fn block<T>(
        &mut self,
        what: &'static str,
        mut member: impl FnMut(&mut Parser<'a>, &mut Names) -> Result<T>,
    ) -> Result<Vec<T>> {
        self.end_of_line()?;
        if self.token.kind != TokenKind::Indent {
            return Err(self.unexpected(match what {
                "a method" => "a method, indented by 4 blanks,",
                "a field" => "a field, indented by 4 blanks,",
                _ => "a statement, indented by 4 blanks more,",
            }));
        }
        if self.token.gap {
            return Err(self.fault(Fault::Gap("above the first line of a block")));
        }
        self.advance()?;
        let mut members = Vec::new();
        let mut names = Names::default();
        while self.token.kind != TokenKind::Dedent {
            if self.token.kind == TokenKind::Indent {
                return Err(self.fault(Fault::Stray));
            }
            members.push(member(self, &mut names)?);
        }
        self.advance()?;
        Ok(members)
    }
}
