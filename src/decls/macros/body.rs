//! A macro's definition as tokens: its parameters and its replacement list (C11 §6.10.3).

use super::token::{Kind, Lexer, Token};

/// A definition as tokens.
#[derive(Debug, Default)]
pub(super) struct Body<'m> {
    /// The parameters of a function-like macro.
    pub(super) parameters: Option<Parameters>,
    /// The replacement list.
    pub(super) tokens: Vec<Token<'m>>,
    /// Whether `##` stands in it.
    pub(super) pastes: bool,
}

/// The parameters of a function-like macro.
#[derive(Debug, Default)]
pub(super) struct Parameters {
    /// Their names; the last is `__VA_ARGS__` for a plain `...`.
    pub(super) names: Vec<String>,
    /// The last one takes all that is left.
    pub(super) variadic: bool,
}

impl<'m> Body<'m> {
    /// Reads what follows the macro's name; `None` where that is no definition.
    pub(super) fn read(rest: &'m str, separators: bool) -> Option<Body<'m>> {
        let mut lexer = Lexer::new(rest, separators);
        let parameters = if rest.starts_with('(') {
            Some(Parameters::read(&mut lexer)?)
        } else {
            None
        };
        let tokens: Vec<Token<'m>> = lexer.collect();
        Some(Body {
            parameters,
            pastes: tokens.iter().any(is_paste),
            tokens,
        })
    }

    /// A list of tokens that is no macro's.
    pub(super) fn of(tokens: Vec<Token<'m>>) -> Body<'m> {
        Body {
            parameters: None,
            tokens,
            pastes: false,
        }
    }
}

impl Parameters {
    /// Reads `(a, b, ...)`; `None` for what is no parameter list.
    fn read(lexer: &mut Lexer<'_>) -> Option<Parameters> {
        let mut parameters = Parameters::default();
        lexer.next()?;
        let mut token = lexer.next()?;
        if token.is(")") {
            return Some(parameters);
        }
        loop {
            if token.is("...") {
                parameters.variadic = true;
                parameters.names.push("__VA_ARGS__".to_owned());
                return lexer.next()?.is(")").then_some(parameters);
            }
            parameters.names.push(token.identifier()?.to_owned());
            let after = lexer.next()?;
            if after.is("...") {
                parameters.variadic = true;
                return lexer.next()?.is(")").then_some(parameters);
            }
            if after.is(")") {
                return Some(parameters);
            }
            if !after.is(",") {
                return None;
            }
            token = lexer.next()?;
        }
    }

    /// The parameter that a token names.
    pub(super) fn index(&self, token: &Token<'_>) -> Option<usize> {
        let name = token.identifier()?;
        self.names.iter().position(|known| known == name)
    }
}

/// `##`, also as `%:%:`.
pub(super) fn is_paste(token: &Token<'_>) -> bool {
    matches!(token.kind, Kind::Punctuator) && matches!(token.text(), "##" | "%:%:")
}

/// `#`.
pub(super) fn is_stringify(token: &Token<'_>) -> bool {
    token.is("#")
}
