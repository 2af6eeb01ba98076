//! A macro's definition as tokens: its parameters and its replacement list (C11 §6.10.3).

use super::table::Macros;
use super::token::{Kind, Lexer, Role, Token};

/// A definition as tokens, which stand among those of all others.
#[derive(Debug, Clone, Copy)]
pub(super) struct Body {
    /// Where its replacement list begins.
    pub(super) start: u32,
    /// Where it ends.
    pub(super) end: u32,
    /// The parameters of a function-like macro.
    pub(super) parameters: Option<Parameters>,
    /// Whether `##` stands in it.
    pub(super) pastes: bool,
}

/// The parameters of a function-like macro.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Parameters {
    /// How many there are.
    pub(super) count: usize,
    /// The last one takes all that is left.
    pub(super) variadic: bool,
}

/// How far a definition was read.
#[derive(Debug, Clone, Copy)]
enum Slot {
    /// Not at all.
    Unread,
    /// It is no definition.
    Wrong,
    /// Where it stands in [`Bodies::read`].
    Read(u32),
}

/// The definitions of one table, each read when it is first asked for.
#[derive(Debug)]
pub(super) struct Bodies<'m, 'a> {
    /// The table.
    macros: &'m Macros<'a>,
    /// C23: `1'000` is a number.
    separators: bool,
    /// By macro.
    slots: Vec<Slot>,
    /// Those that were read.
    read: Vec<Body>,
    /// Their tokens.
    tokens: Vec<Token<'m>>,
    /// The parameters of the one that is being read; the last is `__VA_ARGS__` for a plain `...`.
    names: Vec<&'m str>,
}

impl<'m, 'a> Bodies<'m, 'a> {
    /// Has read nothing yet.
    pub(super) fn new(macros: &'m Macros<'a>, separators: bool) -> Bodies<'m, 'a> {
        Bodies {
            macros,
            separators,
            slots: vec![Slot::Unread; macros.len()],
            read: Vec::new(),
            // About what a header has: to grow costs more than room that is never used.
            tokens: Vec::with_capacity(2 * macros.len()),
            names: Vec::new(),
        }
    }

    /// A macro's definition; `None` for what is none.
    pub(super) fn get(&mut self, id: u32) -> Option<Body> {
        match *self.slots.get(id as usize)? {
            Slot::Read(index) => self.read.get(index as usize).copied(),
            Slot::Wrong => None,
            Slot::Unread => {
                let body = self.read(self.macros.rest(id));
                let slot = match (body, u32::try_from(self.read.len())) {
                    (Some(body), Ok(index)) => {
                        self.read.push(body);
                        Slot::Read(index)
                    }
                    (Some(_) | None, _) => Slot::Wrong,
                };
                if let Some(unread) = self.slots.get_mut(id as usize) {
                    *unread = slot;
                }
                body
            }
        }
    }

    /// The tokens of all that was read.
    pub(super) fn all(&self) -> &[Token<'m>] {
        &self.tokens
    }

    /// The replacement list of a definition.
    pub(super) fn tokens(&self, body: Body) -> &[Token<'m>] {
        let range = body.start as usize..body.end as usize;
        self.tokens.get(range).unwrap_or_default()
    }

    /// Reads what follows the macro's name; `None` where that is no definition.
    fn read(&mut self, rest: &'m str) -> Option<Body> {
        let mut lexer = Lexer::new(rest, self.separators);
        self.names.clear();
        let parameters = if rest.starts_with('(') {
            Some(self.parameters(&mut lexer)?)
        } else {
            None
        };
        let start = u32::try_from(self.tokens.len()).ok()?;
        let mut pastes = false;
        for mut token in lexer {
            if let Some(name) = token.written_identifier() {
                let parameter = self.names.iter().position(|known| *known == name);
                token.role = match parameter {
                    Some(index) => Role::parameter(index),
                    None => Role::of_macro(self.macros.id(name)),
                };
            }
            pastes |= is_paste(&token);
            self.tokens.push(token);
        }
        Some(Body {
            start,
            end: u32::try_from(self.tokens.len()).ok()?,
            parameters,
            pastes,
        })
    }

    /// Reads `(a, b, ...)`; `None` for what is no parameter list.
    fn parameters(&mut self, lexer: &mut Lexer<'m>) -> Option<Parameters> {
        lexer.next()?;
        let mut variadic = false;
        let mut token = lexer.next()?;
        if !token.is(")") {
            loop {
                variadic = token.is("...");
                if variadic {
                    self.names.push("__VA_ARGS__");
                } else {
                    self.names.push(token.written_identifier()?);
                }
                token = lexer.next()?;
                if !variadic && token.is("...") {
                    variadic = true;
                    token = lexer.next()?;
                }
                if variadic || !token.is(",") {
                    break;
                }
                token = lexer.next()?;
            }
        }
        token.is(")").then_some(Parameters {
            count: self.names.len(),
            variadic,
        })
    }
}

/// `##`, also as `%:%:`.
pub(super) fn is_paste(token: &Token<'_>) -> bool {
    token.kind == Kind::Punctuator && matches!(token.text(), "##" | "%:%:")
}

/// `#`.
pub(super) fn is_stringify(token: &Token<'_>) -> bool {
    token.is("#")
}
