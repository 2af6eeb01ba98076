//! Macro expansion (C11 §6.10.3): a stack of replacement lists that are being read.
//!
//! A macro is painted while its replacement list is on the stack. The order in which clang takes
//! lists off it decides the cases that C leaves open (§6.10.3.4p4), so it is the same here.

mod limits;

use std::rc::Rc;

use super::body::{Body, Parameters};
use super::compilers::unknown;
use super::dialect::Dialect;
use super::operand::{Excess, Stop};
use super::substitute::{Argument, substitute};
use super::table::Macros;
use super::token::{Kind, Token};

/// What a whole macro is known to expand to.
#[derive(Debug, Clone)]
pub(super) struct Known<'m> {
    /// One token, which is never expanded any further.
    pub(super) token: Token<'m>,
    /// No function-like macro took part, so that none can be in the way.
    pub(super) pure: bool,
}

/// What was learned of a macro that was already evaluated on its own.
#[derive(Debug, Clone)]
pub(super) enum Memory<'m> {
    /// Nothing that helps.
    Nothing,
    /// It may be replaced so.
    Known(Known<'m>),
    /// It is too large, and so is everything that contains it.
    Excess,
    /// It is too large even for the compiler.
    Endless(Excess),
}

/// A replacement list that is being read.
#[derive(Debug)]
struct Frame<'m> {
    /// The list.
    body: Rc<Body<'m>>,
    /// Tokens read.
    at: usize,
    /// The macro whose list it is, painted until the list is left.
    owner: Option<u32>,
    /// Its owner is a function-like macro.
    call: bool,
}

/// What the last expansion met, which decides whether its result may stand for the macro.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Traits {
    /// A painted name: the result hangs on where the macro stands.
    pub(super) painted: bool,
    /// A function-like macro was called.
    pub(super) called: bool,
    /// A function-like macro's name without a call, which might get its `(` elsewhere.
    pub(super) uncalled: bool,
}

/// Expands the macros of one table.
#[derive(Debug)]
pub(super) struct Expander<'m, 'a> {
    /// The table.
    pub(super) macros: &'m Macros<'a>,
    /// C23: `1'000` is a number.
    separators: bool,
    /// Definitions that were read; `None` inside for what is no definition.
    bodies: Vec<Option<Option<Rc<Body<'m>>>>>,
    /// What evaluation learned of whole macros.
    pub(super) memories: Vec<Option<Memory<'m>>>,
    /// Which macros' lists are on the stack.
    painted: Vec<bool>,
    /// The stack.
    frames: Vec<Frame<'m>>,
    /// How many lists of function-like macros are on it.
    calls: u32,
    /// Tokens made by the present expansion.
    made: usize,
    /// Expansions given up.
    given_up: u32,
    /// Of the present expansion.
    traits: Traits,
    /// Whether memories may be used.
    remember: bool,
    /// Only the size is wanted: what cannot be read is passed over, and the limits are wider.
    measuring: bool,
    /// Tokens that were made for that.
    counted: usize,
    /// White space before a name that expanded to nothing.
    pending_space: bool,
    /// Calls within arguments.
    depth: u32,
}

impl<'m, 'a> Expander<'m, 'a> {
    /// Has read nothing yet.
    pub(super) fn new(macros: &'m Macros<'a>, dialect: &Dialect<'_>) -> Expander<'m, 'a> {
        let size = macros.len();
        Expander {
            macros,
            separators: dialect.c23,
            bodies: vec![None; size],
            memories: vec![None; size],
            painted: vec![false; size],
            frames: Vec::new(),
            calls: 0,
            made: 0,
            given_up: 0,
            traits: Traits::default(),
            remember: true,
            measuring: false,
            counted: 0,
            pending_space: false,
            depth: 0,
        }
    }

    /// A macro's definition; `None` for what is none.
    pub(super) fn body(&mut self, id: u32) -> Option<Rc<Body<'m>>> {
        let macros = self.macros;
        let separators = self.separators;
        let slot = self.bodies.get_mut(id as usize)?;
        slot.get_or_insert_with(|| Body::read(macros.rest(id), separators).map(Rc::new))
            .clone()
    }

    /// Everything that an object-like macro expands to, and what was met on the way.
    pub(super) fn expand(
        &mut self,
        id: u32,
        remember: bool,
    ) -> Result<(Vec<Token<'m>>, Traits), Stop> {
        self.made = 0;
        self.traits = Traits::default();
        self.remember = remember;
        self.pending_space = false;
        self.depth = 0;
        let result = self.replace(id, false).and_then(|()| self.drain(0));
        while self.pop() {}
        result.map(|tokens| (tokens, self.traits))
    }

    /// Puts a list on the stack.
    fn push(&mut self, body: Rc<Body<'m>>, owner: Option<u32>, call: bool) -> Result<(), Stop> {
        self.spend(body.tokens.len())?;
        if let Some(painted) = owner.and_then(|id| self.painted.get_mut(id as usize)) {
            *painted = true;
        }
        self.calls += u32::from(call);
        self.frames.push(Frame {
            body,
            at: 0,
            owner,
            call,
        });
        Ok(())
    }

    /// Takes the top list off the stack.
    fn pop(&mut self) -> bool {
        let Some(frame) = self.frames.pop() else {
            return false;
        };
        if let Some(painted) = frame.owner.and_then(|id| self.painted.get_mut(id as usize)) {
            *painted = false;
        }
        self.calls -= u32::from(frame.call);
        true
    }

    /// The next token above the lowest `base` lists.
    fn next(&mut self, base: usize) -> Option<Token<'m>> {
        while self.frames.len() > base {
            if let Some(frame) = self.frames.last_mut()
                && let Some(token) = frame.body.tokens.get(frame.at)
            {
                frame.at += 1;
                let mut token = token.clone();
                token.space |= std::mem::take(&mut self.pending_space);
                return Some(token);
            }
            self.pop();
        }
        None
    }

    /// Whether the next token is `(`, without leaving a list for it.
    fn call_follows(&self, base: usize) -> bool {
        self.frames
            .get(base..)
            .unwrap_or(&[])
            .iter()
            .rev()
            .find_map(|frame| frame.body.tokens.get(frame.at))
            .is_some_and(|token| token.is("("))
    }

    /// Reads and expands until only the lowest `base` lists are left.
    fn drain(&mut self, base: usize) -> Result<Vec<Token<'m>>, Stop> {
        let mut out = Vec::new();
        while let Some(mut token) = self.next(base) {
            match token.kind {
                Kind::Identifier if !token.painted => {
                    if !self.name(&mut token, base)? {
                        out.push(token);
                    }
                }
                Kind::Identifier
                | Kind::Number
                | Kind::Character
                | Kind::Text
                | Kind::Punctuator
                | Kind::Other
                | Kind::Known(_) => out.push(token),
            }
        }
        Ok(out)
    }

    /// Replaces a name where it is a macro's; whether it did. What it is replaced by is then the
    /// top of the stack.
    fn name(&mut self, token: &mut Token<'m>, base: usize) -> Result<bool, Stop> {
        let name = token.text();
        let Some(id) = self.macros.id(name) else {
            return match unknown(name) {
                Err(_) if self.measuring => Ok(false),
                known => known.map(|()| false),
            };
        };
        if self.macros.is_uncertain(id) && !self.measuring {
            return Err(Stop::Undecided);
        }
        if self.painted.get(id as usize).copied().unwrap_or(true) {
            self.traits.painted = true;
            token.painted = true;
            return Ok(false);
        }
        match self.memories.get(id as usize) {
            Some(Some(Memory::Endless(excess))) => return Err(Stop::Endless(*excess)),
            Some(Some(Memory::Excess)) if !self.measuring => return Err(Stop::Excess),
            Some(Some(Memory::Known(known)))
                if self.remember && (known.pure || self.calls == 0) =>
            {
                let space = token.space;
                self.traits.called |= !known.pure;
                *token = known.token.clone();
                token.space = space;
                self.spend(1)?;
                return Ok(false);
            }
            Some(Some(Memory::Known(_) | Memory::Excess | Memory::Nothing) | None) | None => {}
        }
        let body = match self.body(id) {
            Some(body) => body,
            None if self.measuring => return Ok(false),
            None => return Err(Stop::NotAConstant),
        };
        let Some(parameters) = &body.parameters else {
            self.replace(id, token.space)?;
            return Ok(true);
        };
        if !self.call_follows(base) {
            self.traits.uncalled = true;
            return Ok(false);
        }
        self.traits.called = true;
        let mut arguments = match self.arguments(parameters, base) {
            Err(Stop::NotAConstant) if self.measuring => return Ok(true),
            arguments => arguments?,
        };
        let separators = self.separators;
        let mut expand = |tokens: &[Token<'m>]| self.alone(tokens);
        let tokens = substitute(&body, &mut arguments, separators, &mut expand);
        let mut tokens = self.or_everything(tokens, &body, arguments)?;
        self.lead(&mut tokens, token.space);
        self.push(Rc::new(Body::of(tokens)), Some(id), true)?;
        Ok(true)
    }

    /// Puts an object-like macro's replacement on the stack.
    fn replace(&mut self, id: u32, space: bool) -> Result<(), Stop> {
        let body = self.body(id).ok_or(Stop::NotAConstant)?;
        let first_space = body.tokens.first().map(|token| token.space);
        if !body.pastes && first_space == Some(space) {
            return self.push(body, Some(id), false);
        }
        let mut tokens = if body.pastes {
            let mut expand = |_: &[Token<'m>]| Ok(Vec::new());
            let tokens = substitute(&body, &mut [], self.separators, &mut expand);
            self.or_everything(tokens, &body, Vec::new())?
        } else {
            body.tokens.clone()
        };
        self.lead(&mut tokens, space);
        self.push(Rc::new(Body::of(tokens)), Some(id), false)
    }

    /// Gives a replacement the white space that stood before the macro's name.
    fn lead(&mut self, tokens: &mut [Token<'m>], space: bool) {
        match tokens.first_mut() {
            Some(first) => first.space = space,
            None => self.pending_space |= space,
        }
    }

    /// Expands an argument as if it were all there is (C11 §6.10.3.1p1).
    fn alone(&mut self, tokens: &[Token<'m>]) -> Result<Vec<Token<'m>>, Stop> {
        if !tokens
            .iter()
            .any(|token| matches!(token.kind, Kind::Identifier))
        {
            self.spend(tokens.len())?;
            return Ok(tokens.to_vec());
        }
        self.descend()?;
        let base = self.frames.len();
        self.push(Rc::new(Body::of(tokens.to_vec())), None, false)?;
        let expanded = self.drain(base);
        self.depth -= 1;
        self.pending_space = false;
        expanded
    }

    /// Reads the arguments of a call, from its `(` to its `)` (C11 §6.10.3p10 to p12).
    fn arguments(
        &mut self,
        parameters: &Parameters,
        base: usize,
    ) -> Result<Vec<Argument<'m>>, Stop> {
        self.next(base);
        let mut arguments = vec![Argument::default()];
        let mut nesting = 0u32;
        loop {
            // A call that never ends is an error of the compiler.
            let token = self.next(base).ok_or(Stop::NotAConstant)?;
            self.spend(1)?;
            if token.is("(") {
                nesting += 1;
            } else if token.is(")") && nesting == 0 {
                break;
            } else if token.is(")") {
                nesting -= 1;
            } else if token.is(",") && nesting == 0 {
                let rest = parameters.variadic && arguments.len() >= parameters.names.len();
                if !rest {
                    arguments.push(Argument::default());
                    continue;
                }
            }
            if let Some(argument) = arguments.last_mut() {
                argument.raw.push(token);
            }
        }
        let wanted = parameters.names.len();
        let nothing = arguments.len() == 1
            && arguments
                .first()
                .is_some_and(|argument| argument.raw.is_empty());
        if wanted == 0 && nothing {
            return Ok(Vec::new());
        }
        // `F(a)` for `F(a, ...)`: GNU C and C23.
        if parameters.variadic && arguments.len() + 1 == wanted {
            arguments.push(Argument::default());
        }
        if arguments.len() == wanted {
            Ok(arguments)
        } else {
            Err(Stop::NotAConstant)
        }
    }
}
