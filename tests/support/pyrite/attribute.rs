//! Attributes, and what else stands above an item.

use super::Dialect;
use super::lexer::{Cursor, Token, tokens};

/// What stands above an item.
#[derive(Default)]
pub(super) struct Above {
    /// Documentation.
    pub(super) doc: Vec<String>,
    /// `@link`, of which there may be several.
    pub(super) link: Vec<String>,
    /// `@link_name`
    pub(super) link_name: Option<String>,
    /// `@cfg`
    pub(super) cfg: Option<String>,
    /// `@repr`
    pub(super) repr: Vec<String>,
    /// The line of the first of them.
    pub(super) line: Option<usize>,
}

/// `@name` or `@name(…)`.
pub(super) fn attribute(line: &str, above: &mut Above, dialect: Dialect) -> Result<(), String> {
    let tokens = tokens(line)?;
    if line.ends_with(' ') || !line.ends_with(')') && tokens.len() != 2 {
        return Err("something follows an attribute".to_owned());
    }
    let mut cursor = Cursor::new(&tokens);
    cursor.expect("@")?;
    let name = cursor.word()?;
    let mut arguments = Vec::new();
    if cursor.take("(") {
        let nests = name == "cfg" && dialect == Dialect::Spec;
        arguments = arguments_of(&mut cursor, nests)?;
    }
    cursor.end()?;
    let alpha = dialect == Dialect::Alpha;
    match name {
        "link_name" if !alpha && above.link_name.is_none() => match tokens.get(3) {
            Some(Token::Text(name)) if tokens.len() == 5 => above.link_name = Some(name.clone()),
            _ => return Err("`@link_name` takes one string".to_owned()),
        },
        "link" if !alpha && above.link_name.is_none() => match tokens.get(3) {
            Some(Token::Text(name)) if tokens.len() == 5 && !above.link.contains(name) => {
                above.link.push(name.clone());
            }
            _ => return Err("`@link` takes one string, each once".to_owned()),
        },
        "cfg" if !alpha && above.cfg.is_none() && arguments.len() == 1 => {
            above.cfg = arguments.pop();
        }
        "repr" if above.repr.is_empty() => {
            let known = |argument: &String| {
                argument == "C"
                    || (!alpha && is_power(argument, "packed") || is_power(argument, "align"))
            };
            if arguments.first().map(String::as_str) != Some("C")
                || !arguments.iter().all(known)
                || (alpha && arguments.len() > 1)
            {
                return Err("a bad `@repr`".to_owned());
            }
            above.repr = arguments;
        }
        _ => return Err(format!("`@{name}` is not allowed here")),
    }
    Ok(())
}

/// The arguments of an attribute, each as text; `(` is taken.
fn arguments_of(cursor: &mut Cursor<'_>, nests: bool) -> Result<Vec<String>, String> {
    let mut arguments = Vec::new();
    while !cursor.take(")") {
        if !arguments.is_empty() {
            cursor.expect(",")?;
        }
        let literal = |token: &Token| match token {
            Token::Text(text) => Ok(format!("{text:?}")),
            Token::Integer(value) => Ok(value.to_string()),
            Token::Word(word) => Ok(word.clone()),
            Token::Float(_) | Token::Mark(_) => Err(format!("{token:?} is no argument")),
        };
        let mut argument = literal(cursor.next()?)?;
        if cursor.take("=") {
            argument = format!("{argument} = {}", literal(cursor.next()?)?);
        } else if nests && cursor.take("(") {
            if !matches!(argument.as_str(), "any" | "all" | "not") {
                return Err(format!("`{argument}(…)` in `@cfg`"));
            }
            argument = format!("{argument}({})", arguments_of(cursor, true)?.join(", "));
        }
        arguments.push(argument);
    }
    if arguments.is_empty() {
        Err("empty brackets".to_owned())
    } else {
        Ok(arguments)
    }
}

/// `key = N` with a power of two.
fn is_power(argument: &str, key: &str) -> bool {
    let number = argument
        .strip_prefix(key)
        .and_then(|rest| rest.strip_prefix(" = "));
    number.is_some_and(|number| number.parse::<u64>().is_ok_and(u64::is_power_of_two))
}
