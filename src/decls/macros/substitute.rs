//! Arguments in the place of parameters, `#` and `##` (C11 §6.10.3.1 to §6.10.3.3).

use super::body::{Body, is_paste, is_stringify};
use super::expand::{Arguments, Expander};
use super::operand::Stop;
use super::token::{Kind, Token};

impl<'m> Expander<'m, '_> {
    /// The replacement list of a call, before it is scanned again.
    pub(super) fn substitute(
        &mut self,
        body: Body,
        arguments: &mut Arguments<'m>,
        out: &mut Output<'m>,
    ) -> Result<(), Stop> {
        out.clear(self.separators);
        let parameters = body.parameters.unwrap_or_default();
        let (start, end) = (body.start as usize, body.end as usize);
        let mut at = start;
        while let Some(token) = self.bodies.tokens(body).get(at - start).cloned() {
            // What stands beside it in the list.
            let all = self.bodies.all();
            let next = all.get(at + 1).filter(|_| at + 1 < end);
            let pasted = body.pastes && at > start && all.get(at - 1).is_some_and(is_paste);
            let pastes = body.pastes && next.is_some_and(is_paste);
            at += 1;
            if parameters.variadic && token.identifier() == Some("__VA_OPT__") {
                return Err(Stop::Undecided);
            }
            if body.pastes && at > start + 1 && next.is_some() && is_paste(&token) {
                continue;
            }
            if body.parameters.is_some() && is_stringify(&token) {
                let argument = next.and_then(Token::parameter);
                let argument = argument.and_then(|index| arguments.raw(index));
                // A `#` before anything else is refused where the macro is defined (§6.10.3.2p1).
                let argument = argument.ok_or(Stop::NotAConstant)?;
                let text = out.stringify(argument, token.space)?;
                out.put(&[text], token.space, pasted)?;
                at += 1;
                continue;
            }
            let Some(index) = token.parameter() else {
                let space = token.space;
                out.put(std::slice::from_ref(&token), space, pasted)?;
                continue;
            };
            let raw = arguments.raw(index).ok_or(Stop::NotAConstant)?;
            let is_rest = parameters.variadic && index + 1 == parameters.count;
            if pasted && is_rest && out.tokens.last().is_some_and(|last| last.is(",")) {
                // GNU C: `, ## __VA_ARGS__` drops the comma where there is nothing to separate.
                if raw.is_empty() {
                    out.tokens.pop();
                    out.empty_left = true;
                } else {
                    out.append(raw, token.space);
                }
            } else if pasted || pastes {
                out.put(raw, token.space, pasted)?;
            } else {
                out.append(self.expanded(arguments, index)?, token.space);
            }
        }
        Ok(())
    }
}

/// The list under construction.
#[derive(Debug, Default)]
pub(super) struct Output<'m> {
    /// What is done.
    pub(super) tokens: Vec<Token<'m>>,
    /// C23: `1'000` is a number.
    separators: bool,
    /// The last operand was empty: a `##` after it has nothing on its left.
    empty_left: bool,
    /// Room for a text that is being made.
    text: String,
}

impl<'m> Output<'m> {
    /// Begins a list.
    fn clear(&mut self, separators: bool) {
        self.tokens.clear();
        self.separators = separators;
        self.empty_left = false;
    }

    /// Appends an operand that no `##` touches.
    fn append(&mut self, tokens: &[Token<'m>], space: bool) {
        self.empty_left = false;
        let start = self.tokens.len();
        self.tokens.extend_from_slice(tokens);
        if let Some(first) = self.tokens.get_mut(start) {
            first.space = space;
        }
    }

    /// Appends an operand with the white space that stood before it, its first token pasted to
    /// the last one where `##` stands between.
    fn put(&mut self, tokens: &[Token<'m>], space: bool, pasted: bool) -> Result<(), Stop> {
        let Some((first, rest)) = tokens.split_first() else {
            // An empty operand leaves the left one as it is (§6.10.3.3p2).
            self.empty_left = !pasted || self.empty_left;
            return Ok(());
        };
        let left = if pasted && !self.empty_left {
            self.tokens.pop()
        } else {
            None
        };
        let mut made = match &left {
            Some(left) => self.pasted(left, first)?,
            None => first.clone(),
        };
        made.space = left.map_or(space, |left| left.space);
        self.empty_left = false;
        self.tokens.push(made);
        self.tokens.extend_from_slice(rest);
        Ok(())
    }

    /// The token that `##` makes of two.
    fn pasted(&mut self, left: &Token<'m>, right: &Token<'m>) -> Result<Token<'m>, Stop> {
        if left.kind == Kind::Known || right.kind == Kind::Known {
            return Err(Stop::TextNeeded);
        }
        self.text.clear();
        self.text.push_str(left.text());
        self.text.push_str(right.text());
        // What makes no token is undefined (§6.10.3.3p3); compilers differ.
        let made = Token::pasted(&self.text, left.space, self.separators);
        made.ok_or(match self.text.as_str() {
            // Microsoft's compiler makes a comment of it, others an error.
            "//" | "/*" => Stop::NotAConstant,
            _ => Stop::Undecided,
        })
    }

    /// The string literal that `#` makes of an argument (§6.10.3.2p2).
    fn stringify(&mut self, tokens: &[Token<'m>], space: bool) -> Result<Token<'m>, Stop> {
        let text = &mut self.text;
        text.clear();
        text.push('"');
        for (index, token) in tokens.iter().enumerate() {
            if token.space && index > 0 {
                text.push(' ');
            }
            match token.kind {
                Kind::Known => return Err(Stop::TextNeeded),
                Kind::Text | Kind::Character => {
                    for character in token.text().chars() {
                        if matches!(character, '"' | '\\') {
                            text.push('\\');
                        }
                        text.push(character);
                    }
                }
                // A lone backslash or quote makes an invalid literal.
                Kind::Other => return Err(Stop::Undecided),
                Kind::Identifier | Kind::Number | Kind::Punctuator => text.push_str(token.text()),
            }
        }
        text.push('"');
        Ok(Token::made_text(text, space))
    }
}
