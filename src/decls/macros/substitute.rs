//! Arguments in the place of parameters, `#` and `##` (C11 §6.10.3.1 to §6.10.3.3).

use super::body::{Body, Parameters, is_paste, is_stringify};
use super::operand::Stop;
use super::token::{Kind, Token};

/// One argument of a call.
#[derive(Debug, Default)]
pub(super) struct Argument<'m> {
    /// As written.
    pub(super) raw: Vec<Token<'m>>,
    /// Fully expanded, once that was needed.
    pub(super) expanded: Option<Vec<Token<'m>>>,
}

/// What expands an argument on its own.
pub(super) type Expand<'e, 'm> = dyn FnMut(&[Token<'m>]) -> Result<Vec<Token<'m>>, Stop> + 'e;

/// The replacement list of a call, before it is scanned again.
pub(super) fn substitute<'m>(
    body: &Body<'m>,
    arguments: &mut [Argument<'m>],
    separators: bool,
    expand: &mut Expand<'_, 'm>,
) -> Result<Vec<Token<'m>>, Stop> {
    let none = Parameters::default();
    let parameters = body.parameters.as_ref().unwrap_or(&none);
    let mut out = Output {
        tokens: Vec::with_capacity(body.tokens.len()),
        separators,
        empty_left: false,
    };
    let mut at = 0;
    while let Some(token) = body.tokens.get(at) {
        let next = body.tokens.get(at + 1);
        let pasted = at > 0 && body.tokens.get(at - 1).is_some_and(is_paste);
        let pastes = next.is_some_and(is_paste);
        at += 1;
        if parameters.variadic && token.identifier() == Some("__VA_OPT__") {
            return Err(Stop::Undecided);
        }
        if is_paste(token) && at > 1 && next.is_some() {
            continue;
        }
        if is_stringify(token) && body.parameters.is_some() {
            let argument = next.and_then(|next| parameters.index(next));
            let argument = argument.and_then(|index| arguments.get(index));
            // A `#` before anything else is refused where the macro is defined (§6.10.3.2p1).
            let argument = argument.ok_or(Stop::NotAConstant)?;
            let text = stringify(&argument.raw, token.space)?;
            out.put(&[text], pasted)?;
            at += 1;
            continue;
        }
        let Some(index) = parameters.index(token) else {
            out.put(std::slice::from_ref(token), pasted)?;
            continue;
        };
        let argument = arguments.get_mut(index).ok_or(Stop::NotAConstant)?;
        let is_rest = parameters.variadic && index + 1 == parameters.names.len();
        if pasted && is_rest && out.tokens.last().is_some_and(|last| last.is(",")) {
            // GNU C: `, ## __VA_ARGS__` drops the comma where there is nothing to separate.
            if argument.raw.is_empty() {
                out.tokens.pop();
                out.empty_left = true;
            } else {
                out.append(&argument.raw, token.space);
            }
        } else if pasted || pastes {
            out.put(&spaced(&argument.raw, token.space), pasted)?;
        } else {
            if argument.expanded.is_none() {
                argument.expanded = Some(expand(&argument.raw)?);
            }
            out.append(argument.expanded.as_deref().unwrap_or(&[]), token.space);
        }
    }
    Ok(out.tokens)
}

/// An argument with the space that stood before its parameter.
fn spaced<'m>(tokens: &[Token<'m>], space: bool) -> Vec<Token<'m>> {
    let mut tokens = tokens.to_vec();
    if let Some(first) = tokens.first_mut() {
        first.space = space;
    }
    tokens
}

/// The list under construction.
struct Output<'m> {
    /// What is done.
    tokens: Vec<Token<'m>>,
    /// C23: `1'000` is a number.
    separators: bool,
    /// The last operand was empty: a `##` after it has nothing on its left.
    empty_left: bool,
}

impl<'m> Output<'m> {
    /// Appends an operand that no `##` touches.
    fn append(&mut self, tokens: &[Token<'m>], space: bool) {
        self.empty_left = false;
        let start = self.tokens.len();
        self.tokens.extend_from_slice(tokens);
        if let Some(first) = self.tokens.get_mut(start) {
            first.space = space;
        }
    }

    /// Appends an operand, its first token pasted to the last one where `##` stands between.
    fn put(&mut self, tokens: &[Token<'m>], pasted: bool) -> Result<(), Stop> {
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
        match left {
            Some(left) => {
                if matches!(left.kind, Kind::Known(_)) || matches!(first.kind, Kind::Known(_)) {
                    return Err(Stop::TextNeeded);
                }
                let text = format!("{}{}", left.text(), first.text());
                // What makes no token is undefined (§6.10.3.3p3); compilers differ.
                let made = Token::pasted(&text, left.space, self.separators);
                self.tokens.push(made.ok_or(match text.as_str() {
                    // Microsoft's compiler makes a comment of it, others an error.
                    "//" | "/*" => Stop::NotAConstant,
                    _ => Stop::Undecided,
                })?);
            }
            None => self.tokens.push(first.clone()),
        }
        self.empty_left = false;
        self.tokens.extend_from_slice(rest);
        Ok(())
    }
}

/// The string literal that `#` makes of an argument (§6.10.3.2p2).
fn stringify<'m>(tokens: &[Token<'m>], space: bool) -> Result<Token<'m>, Stop> {
    let mut text = String::from("\"");
    for (index, token) in tokens.iter().enumerate() {
        if token.space && index > 0 {
            text.push(' ');
        }
        match token.kind {
            Kind::Known(_) => return Err(Stop::TextNeeded),
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
