//! How far an expansion is followed here, and how far the compiler is asked to.

use super::super::body::Body;
use super::super::operand::{Excess, Stop};
use super::super::token::Token;
use super::{Arguments, Expander};

/// Tokens that one expansion may make before it is given up.
const TOKENS: u32 = 4_096;
/// The same, after many expansions were given up: whoever writes such headers gets less.
const FEWER_TOKENS: u32 = 512;
/// How many may be given up before that.
const PATIENCE: u32 = 64;
/// Tokens that the compiler may be asked to make of one macro: what no program uses, nobody ever
/// had expanded, and a chain of 40 macros that each name the one before twice has no end.
const ASKED_TOKENS: u32 = 65_536;
/// Tokens that are counted in all before less than that is asked for.
const COUNTED_TOKENS: usize = 4_000_000;
/// How deep calls may stand in the arguments of calls.
const DEPTH: u32 = 48;
/// The same where the compiler is asked.
const ASKED_DEPTH: u32 = 96;

impl<'m> Expander<'m, '_> {
    /// Whether a macro expands to more than the compiler may be asked for.
    pub(in super::super) fn is_endless(&mut self, id: u32) -> Option<Excess> {
        self.measuring = true;
        let result = self.expand(id, false, &mut Vec::new());
        self.measuring = false;
        match result {
            Err(Stop::Endless(excess)) => Some(excess),
            Ok(_) | Err(_) => None,
        }
    }

    /// Counts tokens against the limit.
    pub(super) fn spend(&mut self, tokens: usize) -> Result<(), Stop> {
        let limit = match self.measuring {
            true if self.counted < COUNTED_TOKENS => ASKED_TOKENS,
            false if self.given_up < PATIENCE => TOKENS,
            true | false => FEWER_TOKENS,
        };
        if self.measuring {
            self.counted = self.counted.saturating_add(tokens).saturating_add(1);
        }
        self.made = self.made.saturating_add(tokens).saturating_add(1);
        if self.made > limit as usize {
            Err(self.give_up(Excess::Tokens(limit)))
        } else {
            Ok(())
        }
    }

    /// Ends an expansion that goes beyond a limit.
    fn give_up(&mut self, excess: Excess) -> Stop {
        if self.measuring {
            return Stop::Endless(excess);
        }
        self.given_up = self.given_up.saturating_add(1);
        Stop::Excess
    }

    /// Counts the expansion of an argument within that of another.
    pub(super) fn descend(&mut self) -> Result<(), Stop> {
        let most = if self.measuring { ASKED_DEPTH } else { DEPTH };
        if self.depth >= most {
            return Err(self.give_up(Excess::Depth(most)));
        }
        self.depth += 1;
        Ok(())
    }

    /// What came of a replacement; where only the size is wanted and it cannot be made, all that
    /// it could be made of.
    pub(super) fn or_everything(
        &self,
        result: Result<(), Stop>,
        body: Body,
        arguments: &Arguments<'m>,
        out: &mut Vec<Token<'m>>,
    ) -> Result<(), Stop> {
        match result {
            Err(Stop::Undecided | Stop::NotAConstant | Stop::TextNeeded) if self.measuring => {
                out.clear();
                out.extend_from_slice(self.bodies.tokens(body));
                out.extend_from_slice(&arguments.raw);
                Ok(())
            }
            result => result,
        }
    }
}
