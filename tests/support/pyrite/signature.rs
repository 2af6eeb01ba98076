//! The signatures of functions, on one line or several.

use super::Dialect;
use super::item::Kind;
use super::lexer::{Cursor, Token, tokens};
use super::read::{Lines, indent};
use super::types::{self, Type};

impl Lines<'_> {
    /// `name(a: A, …) -> R` on one line.
    pub(super) fn function(
        &self,
        cursor: &mut Cursor<'_>,
        convention: Option<String>,
    ) -> Result<(String, Kind), String> {
        if convention.is_some() && self.dialect == Dialect::Alpha {
            return Err("alpha has no conventions".to_owned());
        }
        let name = cursor.name()?;
        cursor.expect("(")?;
        let mut parameters = Vec::new();
        let mut variadic = false;
        while !cursor.take(")") {
            if !parameters.is_empty() {
                cursor.expect(",")?;
                if cursor.take(")") {
                    return Err("a comma after the last parameter".to_owned());
                }
            }
            if cursor.take("...") {
                variadic = true;
                cursor.expect(")")?;
                break;
            }
            parameters.push(self.parameter(cursor)?);
        }
        if variadic && (self.dialect == Dialect::Alpha || parameters.is_empty()) {
            return Err("`...` is not allowed here".to_owned());
        }
        let result = match cursor.take("->") {
            true => Some(types::passed(cursor, self.dialect)?),
            false => None,
        };
        let kind = Kind::Function {
            convention,
            parameters,
            variadic,
            result,
        };
        Ok((name, kind))
    }

    /// A signature with each parameter on a line of its own, read as if on one line.
    pub(super) fn broken_function(
        &mut self,
        cursor: &mut Cursor<'_>,
        convention: Option<String>,
    ) -> Result<(String, Kind), String> {
        let mut all = Vec::new();
        while cursor.peek().is_some() {
            all.push(cursor.next()?.clone());
        }
        let mut separated = true;
        loop {
            let line = self.next().ok_or("the signature does not end")?;
            let parameter = tokens(line)?;
            if parameter.is_empty() {
                return Err("an empty line within a signature".to_owned());
            }
            if line.starts_with(')') {
                // The last parameter may have a comma here.
                if all.last() == Some(&Token::Mark(",")) {
                    all.pop();
                }
                all.extend(parameter);
                break;
            }
            if indent(line) != 4 {
                return Err("a parameter is not one level deeper".to_owned());
            }
            if !separated {
                return Err("a comma is missing between parameters".to_owned());
            }
            separated = parameter.last() == Some(&Token::Mark(","));
            let is_variadic = parameter.first() == Some(&Token::Mark("..."));
            if parameter
                .iter()
                .filter(|token| **token == Token::Mark(":"))
                .count()
                != usize::from(!is_variadic)
            {
                return Err("not one parameter on the line".to_owned());
            }
            all.extend(parameter);
        }
        let mut joined = Cursor::new(&all);
        let function = self.function(&mut joined, convention)?;
        joined.end()?;
        Ok(function)
    }

    /// `name: T`
    fn parameter(&self, cursor: &mut Cursor<'_>) -> Result<(String, Type), String> {
        let name = cursor.name()?;
        cursor.expect(":")?;
        Ok((name, types::passed(cursor, self.dialect)?))
    }
}
