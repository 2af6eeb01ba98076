//! What the evaluator of macros leaves open, put to clang: all at once, in a second parse of the
//! same headers with one question for each macro behind them.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "kinds mirror libclang's open list: only a few are meant at each place"
)]

use rustc_hash::FxHashMap as HashMap;

use super::ctype::integer_type;
use super::model::{CType, Value};
use crate::clang::cursor::{Cursor, Evaluated};
use crate::clang::kind::{CursorKind, TypeKind};
use crate::clang::unit::Unit;
use crate::error::Error;
use crate::parse;

/// What clang says of a macro that the evaluator could not decide.
pub enum Answer {
    /// There is no such macro at the end.
    NotDefined,
    /// There is, but it is no constant.
    NoConstant,
    /// It is one, of a type (spelled here) that no constant of a module has.
    Unsupported(String),
    /// Its value.
    Value(Value),
}

/// Asks clang for macros by name, in a second parse of the same headers.
pub fn ask_clang<'n>(
    input: &parse::Input,
    names: &[&'n str],
) -> Result<HashMap<&'n str, Answer>, Error> {
    if names.is_empty() {
        return Ok(HashMap::default());
    }
    let questions: String = names
        .iter()
        .enumerate()
        .map(|(index, name)| {
            format!(
                "#ifdef {name}\nextern int __quarry_d{index};\n\
                 __auto_type __quarry_q{index} = ({name});\n#endif\n"
            )
        })
        .collect();
    let unit = Unit::parse(
        &input.clang_arguments(),
        parse::MAIN_FILE,
        &input.unsaved(&questions),
        false,
    )?;
    let mut answers: HashMap<&str, Answer> = names
        .iter()
        .map(|&name| (name, Answer::NotDefined))
        .collect();
    unit.root().for_each_child(|cursor| {
        if cursor.kind() != CursorKind::Variable {
            return;
        }
        let spelling = cursor.spelling();
        let Some(rest) = spelling.strip_prefix("__quarry_") else {
            return;
        };
        let name = rest
            .get(1..)
            .and_then(|index| index.parse::<usize>().ok())
            .and_then(|index| names.get(index));
        if let Some(&name) = name {
            let answer = if rest.starts_with('q') {
                answer_of(cursor)
            } else {
                None
            };
            answers.insert(name, answer.unwrap_or(Answer::NoConstant));
        }
    });
    Ok(answers)
}

/// The value of a variable that was made from a macro, with the macro's type; `None` where it has
/// none.
pub fn answer_of(cursor: Cursor<'_>) -> Option<Answer> {
    let ty = cursor.ty().canonical();
    Some(match (cursor.evaluate()?, ty.kind()) {
        (Evaluated::Text(_), _) => return None,
        (_, TypeKind::Pointer) => return None,
        (Evaluated::Integer(value), _) => match integer_type(ty) {
            CType::Unsupported { spelling, .. } => Answer::Unsupported(spelling),
            ty => Answer::Value(Value::Integer(value, ty)),
        },
        (Evaluated::Float(value), TypeKind::Float) => {
            Answer::Value(Value::Float(value, CType::Float))
        }
        (Evaluated::Float(value), TypeKind::Double) => {
            Answer::Value(Value::Float(value, CType::Double))
        }
        (Evaluated::Float(_), _) => Answer::Unsupported(ty.spelling()),
    })
}
