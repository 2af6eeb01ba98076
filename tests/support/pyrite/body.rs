//! What stands behind the `=` of a constant and in the methods of an `impl`.

use super::Dialect;
use super::item::Value;
use super::lexer::{Cursor, Token};
use super::types;

/// The literal that is a constant's value.
pub(super) fn value(cursor: &mut Cursor<'_>) -> Result<Value, String> {
    if cursor.take("true") {
        return Ok(Value::Bool(true));
    }
    if cursor.take("false") {
        return Ok(Value::Bool(false));
    }
    if cursor.take("[") {
        let mut elements = Vec::new();
        while !cursor.take("]") {
            if !elements.is_empty() {
                cursor.expect(",")?;
            }
            elements.push(cursor.integer()?);
        }
        return Ok(Value::Array(elements));
    }
    if let Some(Token::Text(_)) = cursor.peek() {
        return cursor.text().map(Value::Text);
    }
    let sign = if cursor.take("-") { "-" } else { "" };
    if let Some(Token::Float(literal)) = cursor.peek() {
        cursor.next()?;
        return Ok(Value::Float(format!("{sign}{literal}")));
    }
    let value = cursor.integer()?;
    Ok(Value::Integer(if sign.is_empty() { value } else { -value }))
}

/// The line that begins a method.
pub(super) fn method(cursor: &mut Cursor<'_>, dialect: Dialect) -> Result<String, String> {
    cursor.expect("fn")?;
    let name = cursor.name()?;
    cursor.expect("(")?;
    cursor.expect("&")?;
    if cursor.take("mut") {
        for mark in ["self", ",", "value", ":"] {
            cursor.expect(mark)?;
        }
        types::passed(cursor, dialect)?;
        cursor.expect(")")?;
    } else {
        for mark in ["self", ")", "->"] {
            cursor.expect(mark)?;
        }
        types::passed(cursor, dialect)?;
    }
    cursor.expect(":")?;
    Ok(name)
}

/// A line of an accessor's body: `let`, `return` or an assignment, with few operators.
pub(super) fn statement(tokens: &[Token]) -> Result<(), String> {
    let assigns = tokens
        .iter()
        .filter(|token| **token == Token::Mark("="))
        .count();
    let is_word = |word: &str| tokens.first() == Some(&Token::Word(word.to_owned()));
    if assigns != usize::from(!is_word("return")) {
        return Err("a statement that is no `let`, `return` or assignment".to_owned());
    }
    let allowed = |token: &Token| match token {
        Token::Word(_) | Token::Integer(_) => true,
        Token::Float(_) | Token::Text(_) => false,
        Token::Mark(mark) => !matches!(*mark, "..." | "->" | "{" | "}" | ";" | "," | "@"),
    };
    match tokens.iter().find(|token| !allowed(token)) {
        Some(token) => Err(format!("{token:?} in an accessor")),
        None => Ok(()),
    }
}
