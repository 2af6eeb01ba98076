//! Macro expansion (C11 §6.10.3): a stack of replacement lists that are being read.
//!
//! A macro is painted while its replacement list is on the stack. The order in which clang takes
//! lists off it decides the cases that C leaves open (§6.10.3.4p4), so it is the same here.

mod call;
mod limits;
mod stack;

use super::body::{Bodies, Body};
use super::compilers::unknown;
use super::dialect::Dialect;
use super::operand::{Excess, Stop};
use super::substitute::Output;
use super::table::Macros;
use super::token::{Kind, Token};
use stack::Stack;

pub(super) use call::Arguments;

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

/// The same for each macro of a table, of which most are never asked for.
#[derive(Debug, Clone, Copy)]
enum Remembered {
    /// [`Memory::Nothing`]
    Nothing,
    /// [`Memory::Known`], where it stands in [`Expander::known`].
    Known(u32),
    /// [`Memory::Excess`]
    Excess,
    /// [`Memory::Endless`]
    Endless(Excess),
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
    pub(super) separators: bool,
    /// Every definition is taken for certain.
    pub(super) trusting: bool,
    /// Definitions that were read.
    pub(super) bodies: Bodies<'m, 'a>,
    /// What evaluation learned of whole macros.
    memories: Vec<Remembered>,
    /// What stands for those that may be replaced.
    known: Vec<Known<'m>>,
    /// The lists that are being read.
    stack: Stack<'m>,
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
    /// Calls within arguments.
    depth: u32,
    /// Room for the arguments of calls.
    spare: Vec<Arguments<'m>>,
    /// Room for what is made of a call.
    outputs: Vec<Output<'m>>,
}

impl<'m, 'a> Expander<'m, 'a> {
    /// Has read nothing yet.
    pub(super) fn new(macros: &'m Macros<'a>, dialect: &Dialect<'_>) -> Expander<'m, 'a> {
        let size = macros.len();
        Expander {
            macros,
            separators: dialect.c23,
            trusting: false,
            bodies: Bodies::new(macros, dialect.c23),
            memories: vec![Remembered::Nothing; size],
            known: Vec::new(),
            stack: Stack::new(size),
            made: 0,
            given_up: 0,
            traits: Traits::default(),
            remember: true,
            measuring: false,
            counted: 0,
            depth: 0,
            spare: Vec::new(),
            outputs: Vec::new(),
        }
    }

    /// Whether a definition is not to be relied on.
    pub(super) fn is_uncertain(&self, id: u32) -> bool {
        !self.trusting && self.macros.is_uncertain(id)
    }

    /// Keeps what evaluation learned of a macro.
    pub(super) fn learn(&mut self, id: u32, memory: Memory<'m>) {
        let remembered = match memory {
            Memory::Nothing => Remembered::Nothing,
            Memory::Excess => Remembered::Excess,
            Memory::Endless(excess) => Remembered::Endless(excess),
            Memory::Known(known) => match u32::try_from(self.known.len()) {
                Ok(index) => {
                    self.known.push(known);
                    Remembered::Known(index)
                }
                Err(_) => Remembered::Nothing,
            },
        };
        if let Some(slot) = self.memories.get_mut(id as usize) {
            *slot = remembered;
        }
    }

    /// Appends everything that an object-like macro expands to, and says what was met on the way.
    pub(super) fn expand(
        &mut self,
        id: u32,
        remember: bool,
        out: &mut Vec<Token<'m>>,
    ) -> Result<Traits, Stop> {
        self.made = 0;
        self.traits = Traits::default();
        self.remember = remember;
        self.depth = 0;
        self.stack.pending_space = false;
        let body = self.bodies.get(id).ok_or(Stop::NotAConstant);
        let result = body
            .and_then(|body| self.replace(id, body, false))
            .and_then(|()| self.drain(0, out));
        self.stack.clear();
        result.map(|()| self.traits)
    }

    /// The next token above the lowest `base` lists.
    fn next(&mut self, base: usize) -> Option<Token<'m>> {
        self.stack.next(base, self.bodies.all())
    }

    /// Reads and expands until only the lowest `base` lists are left.
    fn drain(&mut self, base: usize, out: &mut Vec<Token<'m>>) -> Result<(), Stop> {
        while let Some(mut token) = self.next(base) {
            let is_name = token.kind == Kind::Identifier && !token.painted;
            if !(is_name && self.name(&mut token, base)?) {
                out.push(token);
            }
        }
        Ok(())
    }

    /// Replaces a name where it is a macro's; whether it did. What it is replaced by is then the
    /// top of the stack.
    fn name(&mut self, token: &mut Token<'m>, base: usize) -> Result<bool, Stop> {
        let Some(id) = token.mentioned(self.macros) else {
            return match unknown(token.text()) {
                Err(_) if self.measuring => Ok(false),
                known => known.map(|()| false),
            };
        };
        if self.is_uncertain(id) && !self.measuring {
            return Err(Stop::Undecided);
        }
        if self.stack.is_painted(id) {
            self.traits.painted = true;
            token.painted = true;
            return Ok(false);
        }
        match self.memories.get(id as usize) {
            Some(Remembered::Endless(excess)) => return Err(Stop::Endless(*excess)),
            Some(Remembered::Excess) if !self.measuring => return Err(Stop::Excess),
            Some(Remembered::Known(index)) => {
                if let Some(known) = self.known.get(*index as usize)
                    && self.remember
                    && (known.pure || self.stack.calls == 0)
                {
                    let space = token.space;
                    self.traits.called |= !known.pure;
                    *token = known.token.clone();
                    token.space = space;
                    self.spend(1)?;
                    return Ok(false);
                }
            }
            Some(Remembered::Excess | Remembered::Nothing) | None => {}
        }
        let body = match self.bodies.get(id) {
            Some(body) => body,
            None if self.measuring => return Ok(false),
            None => return Err(Stop::NotAConstant),
        };
        let Some(parameters) = body.parameters else {
            self.replace(id, body, token.space)?;
            return Ok(true);
        };
        if !self.stack.call_follows(base, self.bodies.all()) {
            self.traits.uncalled = true;
            return Ok(false);
        }
        self.traits.called = true;
        let mut arguments = self.spare.pop().unwrap_or_default();
        match self.arguments(parameters, base, &mut arguments) {
            Err(Stop::NotAConstant) if self.measuring => return Ok(true),
            read => read?,
        }
        self.substituted(id, body, &mut arguments, token.space)?;
        self.spare.push(arguments);
        Ok(true)
    }

    /// Puts an object-like macro's replacement on the stack, with the white space that stood
    /// before its name.
    fn replace(&mut self, id: u32, body: Body, space: bool) -> Result<(), Stop> {
        if body.pastes {
            return self.substituted(id, body, &mut Arguments::default(), space);
        }
        self.spend((body.end - body.start) as usize)?;
        self.stack.push_body(body, id, space);
        Ok(())
    }

    /// Puts on the stack what is made of a macro by its arguments, or by `##` alone.
    fn substituted(
        &mut self,
        id: u32,
        body: Body,
        arguments: &mut Arguments<'m>,
        space: bool,
    ) -> Result<(), Stop> {
        let mut output = self.outputs.pop().unwrap_or_default();
        let result = self.substitute(body, arguments, &mut output);
        self.or_everything(result, body, arguments, &mut output.tokens)?;
        match output.tokens.first_mut() {
            Some(first) => first.space = space,
            None => self.stack.pending_space |= space,
        }
        self.spend(output.tokens.len())?;
        let call = body.parameters.is_some();
        self.stack.push_made(&mut output.tokens, Some(id), call);
        self.outputs.push(output);
        Ok(())
    }
}
