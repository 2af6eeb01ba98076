//! Macro by macro: those that a macro mentions first, then it.

use std::rc::Rc;

use crate::diagnostic::Reason;
use crate::target::DataModel;

use super::dialect::Dialect;
use super::expand::{Expander, Known, Memory, Traits};
use super::expression::Parser;
use super::number;
use super::operand::{Excess, Operand, Stop};
use super::pragma;
use super::table::Macros;
use super::token::Token;
use super::{Names, Outcome};

/// How far the evaluation of one macro is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Not begun.
    New,
    /// The macros that it mentions are being evaluated.
    Open,
    /// Done.
    Done,
}

/// Evaluates macros, each once.
pub struct Evaluator<'m, 'a> {
    /// Expands them.
    expander: Expander<'m, 'a>,
    /// What names mean.
    names: &'m dyn Names,
    /// The compiler's C.
    dialect: Dialect<'m>,
    /// How far each macro is.
    states: Vec<State>,
    /// What came out.
    outcomes: Vec<Option<Outcome>>,
}

impl std::fmt::Debug for Evaluator<'_, '_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Evaluator")
            .field("dialect", &self.dialect)
            .finish_non_exhaustive()
    }
}

impl<'m, 'a> Evaluator<'m, 'a> {
    /// Begins with the table as it stands. The compiler's predefined macros should be in it:
    /// `__SIZE_TYPE__`, `__STDC_VERSION__` and their like tell its C apart; without them it is
    /// gnu17 with the widths' usual types.
    pub fn new(
        macros: &'m Macros<'a>,
        names: &'m dyn Names,
        model: &'m DataModel,
    ) -> Evaluator<'m, 'a> {
        let dialect = Dialect::new(macros, model);
        Evaluator {
            expander: Expander::new(macros, &dialect),
            names,
            states: vec![State::New; macros.len()],
            outcomes: vec![None; macros.len()],
            dialect,
        }
    }

    /// What the macro of this name is. A name that is no macro is [`Outcome::Undecided`].
    pub fn evaluate(&mut self, name: &str) -> Outcome {
        let macros = self.expander.macros;
        let Some(id) = macros.id(name).filter(|id| !macros.is_uncertain(*id)) else {
            return Outcome::Undecided;
        };
        let rest = macros.rest(id);
        if rest.starts_with('(') {
            return Outcome::Skipped(Reason::FunctionLikeMacro);
        }
        if let Some(literal) = plain_number(rest)
            && let Ok(operand) = number::number(literal, &self.dialect)
            && let Some(outcome) = operand.outcome()
        {
            return outcome;
        }
        self.resolve(id);
        match self.outcomes.get(id as usize) {
            Some(Some(outcome)) => outcome.clone(),
            Some(None) | None => Outcome::Undecided,
        }
    }

    /// Evaluates a macro after those that it mentions, without recursion.
    fn resolve(&mut self, id: u32) {
        let mut stack = vec![id];
        while let Some(&top) = stack.last() {
            match self.states.get(top as usize) {
                Some(State::New) => {
                    self.set_state(top, State::Open);
                    self.push_mentioned(top, &mut stack);
                }
                Some(State::Open) => {
                    self.conclude(top);
                    self.set_state(top, State::Done);
                    stack.pop();
                }
                Some(State::Done) | None => {
                    stack.pop();
                }
            }
        }
    }

    /// Notes how far a macro is.
    fn set_state(&mut self, id: u32, state: State) {
        if let Some(slot) = self.states.get_mut(id as usize) {
            *slot = state;
        }
    }

    /// Pushes the macros that a definition mentions and that were not begun.
    fn push_mentioned(&mut self, id: u32, stack: &mut Vec<u32>) {
        let macros = self.expander.macros;
        let Some(body) = self.expander.body(id) else {
            return;
        };
        for token in &body.tokens {
            if let Some(mentioned) = token.identifier().and_then(|name| macros.id(name))
                && self.states.get(mentioned as usize) == Some(&State::New)
                && plain_number(macros.rest(mentioned)).is_none()
            {
                stack.push(mentioned);
            }
        }
    }

    /// Evaluates one macro.
    fn conclude(&mut self, id: u32) {
        let macros = self.expander.macros;
        let body = self.expander.body(id);
        if macros.is_uncertain(id) || body.is_none_or(|body| body.parameters.is_some()) {
            return;
        }
        let result = match self.attempt(id, true) {
            Err(Stop::TextNeeded) => self.attempt(id, false),
            result => result,
        };
        let (outcome, memory) = result.unwrap_or_else(|stop| match stop {
            Stop::NotAConstant => (Outcome::Skipped(self.not_a_constant(id)), Memory::Nothing),
            // Whatever stands in it, `{ 0, N }` initialises and is no expression.
            Stop::Undecided if self.is_braced(id) => {
                (Outcome::Skipped(self.not_a_constant(id)), Memory::Nothing)
            }
            Stop::Undecided | Stop::TextNeeded | Stop::TooDeep => {
                (Outcome::Undecided, Memory::Nothing)
            }
            Stop::Excess => (Outcome::Undecided, Memory::Excess),
            Stop::Endless(excess) => endless(excess),
        });
        // What is left to the compiler must be of a size that it can follow.
        let (outcome, memory) = match outcome {
            Outcome::Undecided => match self.expander.is_endless(id) {
                Some(excess) => endless(excess),
                None => (outcome, memory),
            },
            Outcome::Value(_) | Outcome::Skipped(_) | Outcome::Nothing => (outcome, memory),
        };
        // What it expands to is the same whatever names mean, and a value has none in it.
        let outcome = match self.names.owed_an_answer() {
            true => Outcome::Undecided,
            false => outcome,
        };
        if let Some(slot) = self.outcomes.get_mut(id as usize) {
            *slot = Some(outcome);
        }
        if let Some(slot) = self.expander.memories.get_mut(id as usize) {
            *slot = Some(memory);
        }
    }

    /// Whether a macro's replacement begins with `{`.
    fn is_braced(&mut self, id: u32) -> bool {
        let body = self.expander.body(id);
        body.is_some_and(|body| body.tokens.first().is_some_and(|token| token.is("{")))
    }

    /// Expands one macro and evaluates what comes out.
    fn attempt(&mut self, id: u32, remember: bool) -> Result<(Outcome, Memory<'m>), Stop> {
        let (mut tokens, traits) = self.expander.expand(id, remember)?;
        if !pragma::is_all(&tokens) {
            pragma::remove(&mut tokens);
        }
        match tokens.as_slice() {
            [] => Ok((Outcome::Nothing, Memory::Nothing)),
            [token] if token.identifier().is_some() => {
                let outcome = self.single_name(id, token)?;
                Ok((outcome, memory(traits, || Some(token.clone()))))
            }
            tokens if pragma::is_all(tokens) => Err(Stop::NotAConstant),
            tokens if self.parser(tokens).whole_type() => Ok((
                Outcome::Skipped(Reason::RenamingMacro(shorten(tokens))),
                Memory::Nothing,
            )),
            tokens => {
                // A depth that is too much here may be none where a value stands for a part.
                let operand = match self.parser(tokens).whole() {
                    Err(Stop::TooDeep) => Err(Stop::Undecided),
                    result => result,
                };
                let memory = memory(traits, || match (tokens, &operand) {
                    ([token], _) => Some(token.clone()),
                    (tokens, Ok(operand)) if is_value(operand) && is_parenthesised(tokens) => {
                        Some(Token::known(Rc::new(operand.clone())))
                    }
                    _ => None,
                });
                let outcome = match operand {
                    Ok(operand) => operand
                        .outcome()
                        .unwrap_or_else(|| Outcome::Skipped(self.not_a_constant(id))),
                    Err(Stop::NotAConstant) => Outcome::Skipped(self.not_a_constant(id)),
                    Err(
                        Stop::Undecided
                        | Stop::Excess
                        | Stop::Endless(_)
                        | Stop::TextNeeded
                        | Stop::TooDeep,
                    ) => Outcome::Undecided,
                };
                Ok((outcome, memory))
            }
        }
    }

    /// What a macro's name expands to.
    pub(super) fn expansion(&mut self, name: &str) -> Option<Vec<Token<'m>>> {
        let id = self.expander.macros.id(name)?;
        self.expander
            .expand(id, true)
            .ok()
            .map(|(tokens, _)| tokens)
    }

    /// Whether there is a macro of this name.
    pub(super) fn is_macro(&self, name: &str) -> bool {
        self.expander.macros.id(name).is_some()
    }

    /// Whether there is a function or variable of this name.
    pub(super) fn is_declared(&self, name: &str) -> bool {
        self.names.is_declared(name)
    }

    /// Reads the tokens of an expansion.
    pub(super) fn parser<'p>(&'p self, tokens: &'p [Token<'m>]) -> Parser<'p, 'm> {
        Parser::new(tokens, self.names, &self.dialect)
    }

    /// The outcome of a macro that expands to one name.
    fn single_name(&mut self, id: u32, token: &Token<'m>) -> Result<Outcome, Stop> {
        let macros = self.expander.macros;
        let name = token.text();
        let is_known = self.names.is_declared(name)
            || self.names.type_named(name).is_some()
            || self.names.enumerator(name).is_some();
        if macros.id(name) == Some(id) {
            let body = self.expander.body(id);
            return Ok(match body.map(|body| shorten(&body.tokens)) {
                // `#define ping pong` `#define pong ping` names nothing in the end.
                Some(other) if !is_known && other != name => {
                    Outcome::Skipped(Reason::RenamingMacro(other))
                }
                Some(_) | None => Outcome::Nothing,
            });
        }
        if self.dialect.c23 && name == "nullptr" {
            return Ok(Outcome::Skipped(Reason::PointerConstant));
        }
        let tokens = std::slice::from_ref(token);
        if self.names.enumerator(name).is_none()
            && ((macros.id(name).is_some() && !token.painted)
                || self.names.is_declared(name)
                || name.starts_with("__builtin_")
                || self.parser(tokens).whole_type())
        {
            return Ok(Outcome::Skipped(Reason::RenamingMacro(name.to_owned())));
        }
        self.parser(tokens)
            .whole()?
            .outcome()
            .ok_or(Stop::NotAConstant)
    }

    /// Why a macro that the compiler finds no constant in is left out: its replacement, shortened.
    pub fn reason(&mut self, name: &str) -> Reason {
        match self.expander.macros.id(name) {
            Some(id) => self.not_a_constant(id),
            None => Reason::NotAConstant(String::new()),
        }
    }

    /// The same by the macro's id.
    fn not_a_constant(&mut self, id: u32) -> Reason {
        let text = self
            .expander
            .body(id)
            .map(|body| shorten(&body.tokens))
            .unwrap_or_default();
        Reason::NotAConstant(text)
    }
}

/// What is said and known of a macro that even the compiler cannot follow.
fn endless<'m>(excess: Excess) -> (Outcome, Memory<'m>) {
    (Outcome::Skipped(excess.reason()), Memory::Endless(excess))
}

/// What may stand for a macro, if its expansion is the same wherever it stands.
fn memory<'m>(traits: Traits, token: impl FnOnce() -> Option<Token<'m>>) -> Memory<'m> {
    let known = if traits.painted || traits.uncalled {
        None
    } else {
        token()
    };
    known.map_or(Memory::Nothing, |token| {
        Memory::Known(Known {
            token,
            pure: !traits.called,
        })
    })
}

/// The literal, where a definition is nothing but a number: the most frequent kind by far.
fn plain_number(rest: &str) -> Option<&str> {
    let text = rest.trim_ascii();
    let bytes = text.as_bytes();
    (bytes.first().is_some_and(u8::is_ascii_digit)
        && bytes
            .iter()
            .all(|byte| byte.is_ascii_alphanumeric() || *byte == b'.'))
    .then_some(text)
}

/// Whether an operand is a number with a value.
fn is_value(operand: &Operand) -> bool {
    matches!(operand, Operand::Integer { .. } | Operand::Real { .. })
}

/// Whether the first token's `(` is closed by the last token.
fn is_parenthesised(tokens: &[Token<'_>]) -> bool {
    let mut depth = 0usize;
    for (index, token) in tokens.iter().enumerate() {
        if token.is("(") {
            depth += 1;
        } else if token.is(")") {
            depth = depth.saturating_sub(1);
        }
        if depth == 0 {
            return index + 1 == tokens.len();
        }
    }
    false
}

/// Characters of a replacement that a reason shows.
const SHOWN: usize = 40;

/// A replacement in one line, shortened.
fn shorten(tokens: &[Token<'_>]) -> String {
    let mut text = String::new();
    for (index, token) in tokens.iter().enumerate() {
        if token.space && index > 0 {
            text.push(' ');
        }
        text.push_str(token.text());
        if text.len() > SHOWN {
            break;
        }
    }
    if let Some((end, _)) = text.char_indices().nth(SHOWN) {
        text.truncate(end);
        text.push_str("...");
    }
    text
}
