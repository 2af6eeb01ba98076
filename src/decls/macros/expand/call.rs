//! The arguments of calls (C11 §6.10.3p10 to p12).

use std::ops::Range;

use super::super::body::Parameters;
use super::super::operand::Stop;
use super::super::token::{Kind, Token};
use super::Expander;

/// The arguments of one call.
#[derive(Debug, Default)]
pub(in super::super) struct Arguments<'m> {
    /// As written, one behind the other.
    pub(super) raw: Vec<Token<'m>>,
    /// Where each ends.
    ends: Vec<usize>,
    /// Those that were expanded, as far as that was needed.
    expanded: Vec<Token<'m>>,
    /// Where each one's expansion stands.
    expansions: Vec<Option<Range<usize>>>,
}

impl<'m> Arguments<'m> {
    /// Forgets all.
    fn clear(&mut self) {
        self.raw.clear();
        self.ends.clear();
        self.expanded.clear();
        self.expansions.clear();
    }

    /// An argument ends here.
    fn end(&mut self) {
        self.ends.push(self.raw.len());
        self.expansions.push(None);
    }

    /// Where an argument stands; `None` where there are not so many.
    fn range(&self, index: usize) -> Option<Range<usize>> {
        let end = *self.ends.get(index)?;
        let before = index
            .checked_sub(1)
            .and_then(|before| self.ends.get(before));
        Some(before.copied().unwrap_or(0)..end)
    }

    /// One as written.
    pub(in super::super) fn raw(&self, index: usize) -> Option<&[Token<'m>]> {
        self.raw.get(self.range(index)?)
    }
}

impl<'m> Expander<'m, '_> {
    /// Reads the arguments of a call, from its `(` to its `)`.
    pub(super) fn arguments(
        &mut self,
        parameters: Parameters,
        base: usize,
        arguments: &mut Arguments<'m>,
    ) -> Result<(), Stop> {
        arguments.clear();
        self.next(base);
        let mut nesting = 0u32;
        loop {
            // A call that never ends is an error of the compiler.
            let token = self.next(base).ok_or(Stop::NotAConstant)?;
            self.spend(1)?;
            if token.kind == Kind::Punctuator {
                match token.text() {
                    "(" => nesting += 1,
                    ")" if nesting == 0 => break,
                    ")" => nesting -= 1,
                    "," if nesting == 0 => {
                        let so_far = arguments.ends.len() + 1;
                        if !(parameters.variadic && so_far >= parameters.count) {
                            arguments.end();
                            continue;
                        }
                    }
                    _ => {}
                }
            }
            arguments.raw.push(token);
        }
        arguments.end();
        if parameters.count == 0 && arguments.ends.len() == 1 && arguments.raw.is_empty() {
            arguments.clear();
        }
        // `F(a)` for `F(a, ...)`: GNU C and C23.
        if parameters.variadic && arguments.ends.len() + 1 == parameters.count {
            arguments.end();
        }
        if arguments.ends.len() == parameters.count {
            Ok(())
        } else {
            Err(Stop::NotAConstant)
        }
    }

    /// One argument fully expanded, as if it were all there is (C11 §6.10.3.1p1).
    pub(in super::super) fn expanded<'c>(
        &mut self,
        arguments: &'c mut Arguments<'m>,
        index: usize,
    ) -> Result<&'c [Token<'m>], Stop> {
        let range = match arguments.expansions.get(index) {
            Some(Some(range)) => range.clone(),
            Some(None) | None => {
                let start = arguments.expanded.len();
                let raw = arguments.range(index).and_then(|at| arguments.raw.get(at));
                let raw = raw.ok_or(Stop::NotAConstant)?;
                self.alone(raw, &mut arguments.expanded)?;
                let range = start..arguments.expanded.len();
                if let Some(slot) = arguments.expansions.get_mut(index) {
                    *slot = Some(range.clone());
                }
                range
            }
        };
        arguments.expanded.get(range).ok_or(Stop::NotAConstant)
    }

    /// Appends what tokens expand to on their own.
    fn alone(&mut self, tokens: &[Token<'m>], out: &mut Vec<Token<'m>>) -> Result<(), Stop> {
        if !tokens.iter().any(|token| token.kind == Kind::Identifier) {
            self.spend(tokens.len())?;
            out.extend_from_slice(tokens);
            return Ok(());
        }
        self.descend()?;
        let base = self.stack.len();
        self.spend(tokens.len())?;
        self.stack.push_copy(tokens);
        let result = self.drain(base, out);
        self.depth -= 1;
        self.stack.pending_space = false;
        result
    }
}
