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
use super::replacement::{is_parenthesised, plain_number, shorten};
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
    /// Done, and undecided.
    Undecided,
    /// Done, and no constant.
    NotAConstant,
    /// Done: where in [`Evaluator::outcomes`] it stands what it is.
    Done(u32),
}

/// What came out of a macro.
enum Verdict {
    /// It is this.
    Is(Outcome),
    /// [`Reason::NotAConstant`], whose text is made where somebody is to read it.
    NotAConstant,
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
    /// What came out, in no order.
    outcomes: Vec<Outcome>,
    /// Room for the macros that are being evaluated.
    stack: Vec<u32>,
    /// Room for what one expands to.
    tokens: Vec<Token<'m>>,
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
            outcomes: Vec::new(),
            stack: Vec::new(),
            tokens: Vec::new(),
            dialect,
        }
    }

    /// Takes every definition for certain.
    #[must_use]
    pub fn trusting(mut self) -> Evaluator<'m, 'a> {
        self.expander.trusting = true;
        self
    }

    /// What the macro of this name is. A name that is no macro is [`Outcome::Undecided`].
    pub fn evaluate(&mut self, name: &str) -> Outcome {
        match self.expander.macros.id(name) {
            Some(id) => self.evaluate_id(id),
            None => Outcome::Undecided,
        }
    }

    /// The same by the macro's number.
    pub fn evaluate_id(&mut self, id: u32) -> Outcome {
        let macros = self.expander.macros;
        if self.expander.is_uncertain(id) {
            return Outcome::Undecided;
        }
        let rest = macros.rest(id);
        if rest.starts_with('(') {
            return Outcome::Skipped(Reason::FunctionLikeMacro);
        }
        if let Some(outcome) = self.literal(rest) {
            return outcome;
        }
        self.resolve(id);
        match self.states.get(id as usize) {
            Some(State::Done(index)) => self
                .outcomes
                .get(*index as usize)
                .cloned()
                .unwrap_or(Outcome::Undecided),
            Some(State::NotAConstant) => Outcome::Skipped(self.reason(id)),
            Some(State::New | State::Open | State::Undecided) | None => Outcome::Undecided,
        }
    }

    /// What a definition is that is nothing but a number, in parentheses or not.
    fn literal(&self, rest: &str) -> Option<Outcome> {
        let text = rest.trim_ascii();
        let inner = text.strip_prefix('(').and_then(|it| it.strip_suffix(')'));
        let number = plain_number(inner.unwrap_or(text))?;
        number::number(number, &self.dialect).ok()?.outcome()
    }

    /// Evaluates a macro after those that it mentions, without recursion.
    fn resolve(&mut self, id: u32) {
        let mut stack = std::mem::take(&mut self.stack);
        stack.push(id);
        while let Some(&top) = stack.last() {
            match self.states.get(top as usize) {
                Some(State::New) => {
                    self.set_state(top, State::Open);
                    self.push_mentioned(top, &mut stack);
                }
                Some(State::Open) => {
                    let state = self.conclude(top);
                    self.set_state(top, state);
                    stack.pop();
                }
                Some(State::Undecided | State::NotAConstant | State::Done(_)) | None => {
                    stack.pop();
                }
            }
        }
        self.stack = stack;
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
        let Some(body) = self.expander.bodies.get(id) else {
            return;
        };
        for token in self.expander.bodies.tokens(body) {
            if let Some(mentioned) = token.mentioned(macros)
                && self.states.get(mentioned as usize) == Some(&State::New)
                && plain_number(macros.rest(mentioned)).is_none()
            {
                stack.push(mentioned);
            }
        }
    }

    /// Evaluates one macro.
    fn conclude(&mut self, id: u32) -> State {
        let body = self.expander.bodies.get(id);
        if self.expander.is_uncertain(id) || body.is_none_or(|body| body.parameters.is_some()) {
            return State::Undecided;
        }
        let result = match self.attempt(id, true) {
            Err(Stop::TextNeeded) => self.attempt(id, false),
            result => result,
        };
        let (verdict, memory) = result.unwrap_or_else(|stop| match stop {
            Stop::NotAConstant => (Verdict::NotAConstant, Memory::Nothing),
            // Whatever stands in it, `{ 0, N }` initialises and is no expression.
            Stop::Undecided if self.is_braced(id) => (Verdict::NotAConstant, Memory::Nothing),
            Stop::Undecided | Stop::TextNeeded | Stop::TooDeep => {
                (Verdict::Is(Outcome::Undecided), Memory::Nothing)
            }
            Stop::Excess => (Verdict::Is(Outcome::Undecided), Memory::Excess),
            Stop::Endless(excess) => endless(excess),
        });
        // What is left to the compiler must be of a size that it can follow.
        let (verdict, memory) = match verdict {
            Verdict::Is(Outcome::Undecided) => match self.expander.is_endless(id) {
                Some(excess) => endless(excess),
                None => (verdict, memory),
            },
            Verdict::Is(Outcome::Value(_) | Outcome::Skipped(_) | Outcome::Nothing)
            | Verdict::NotAConstant => (verdict, memory),
        };
        self.expander.learn(id, memory);
        // What it expands to is the same whatever names mean, and a value has none in it.
        if self.names.owed_an_answer() {
            return State::Undecided;
        }
        match verdict {
            Verdict::Is(Outcome::Undecided) => State::Undecided,
            Verdict::NotAConstant => State::NotAConstant,
            Verdict::Is(outcome) => match u32::try_from(self.outcomes.len()) {
                Ok(index) => {
                    self.outcomes.push(outcome);
                    State::Done(index)
                }
                Err(_) => State::Undecided,
            },
        }
    }

    /// Whether a macro's replacement begins with `{`.
    fn is_braced(&mut self, id: u32) -> bool {
        let first = self.replacement(id).first();
        first.is_some_and(|token| token.is("{"))
    }

    /// A macro's replacement as written.
    fn replacement(&mut self, id: u32) -> &[Token<'m>] {
        match self.expander.bodies.get(id) {
            Some(body) => self.expander.bodies.tokens(body),
            None => &[],
        }
    }

    /// Expands one macro and evaluates what comes out.
    fn attempt(&mut self, id: u32, remember: bool) -> Result<(Verdict, Memory<'m>), Stop> {
        let mut tokens = std::mem::take(&mut self.tokens);
        tokens.clear();
        let traits = self.expander.expand(id, remember, &mut tokens);
        let result = traits.and_then(|traits| self.judge(id, &mut tokens, traits));
        self.tokens = tokens;
        result
    }

    /// Evaluates what one macro expands to.
    fn judge(
        &mut self,
        id: u32,
        tokens: &mut Vec<Token<'m>>,
        traits: Traits,
    ) -> Result<(Verdict, Memory<'m>), Stop> {
        if !pragma::is_all(tokens) {
            pragma::remove(tokens);
        }
        match tokens.as_slice() {
            [] => Ok((Verdict::Is(Outcome::Nothing), Memory::Nothing)),
            [token] if token.identifier().is_some() => {
                let outcome = self.single_name(id, token)?;
                Ok((Verdict::Is(outcome), memory(traits, || Some(token.clone()))))
            }
            tokens if pragma::is_all(tokens) => Err(Stop::NotAConstant),
            tokens if self.parser(tokens).whole_type() => Ok((
                Verdict::Is(Outcome::Skipped(Reason::RenamingMacro(shorten(tokens)))),
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
                let verdict = match operand {
                    Ok(operand) => operand.outcome().map_or(Verdict::NotAConstant, Verdict::Is),
                    Err(Stop::NotAConstant) => Verdict::NotAConstant,
                    Err(
                        Stop::Undecided
                        | Stop::Excess
                        | Stop::Endless(_)
                        | Stop::TextNeeded
                        | Stop::TooDeep,
                    ) => Verdict::Is(Outcome::Undecided),
                };
                Ok((verdict, memory))
            }
        }
    }

    /// What a macro expands to.
    pub(super) fn expansion(&mut self, id: u32) -> Option<Vec<Token<'m>>> {
        let mut tokens = Vec::new();
        self.expander.expand(id, true, &mut tokens).ok()?;
        Some(tokens)
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
        if macros.id(name) == Some(id) {
            let is_known = self.names.is_declared(name)
                || self.names.type_named(name).is_some()
                || self.names.enumerator(name).is_some();
            // `#define ping pong` `#define pong ping` names nothing in the end.
            let other = shorten(self.replacement(id));
            return Ok(match is_known || other == name {
                true => Outcome::Nothing,
                false => Outcome::Skipped(Reason::RenamingMacro(other)),
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
    pub fn reason(&mut self, id: u32) -> Reason {
        Reason::NotAConstant(shorten(self.replacement(id)))
    }
}

/// What is said and known of a macro that even the compiler cannot follow.
fn endless<'m>(excess: Excess) -> (Verdict, Memory<'m>) {
    let outcome = Outcome::Skipped(excess.reason());
    (Verdict::Is(outcome), Memory::Endless(excess))
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

/// Whether an operand is a number with a value.
fn is_value(operand: &Operand) -> bool {
    matches!(operand, Operand::Integer { .. } | Operand::Real { .. })
}
