//! What the evaluator of macros leaves open, put to clang: all at once, in a second parse of the
//! same headers with one question for each macro behind them.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "kinds mirror libclang's open list: only a few are meant at each place"
)]

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

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
    let mut questions = String::new();
    let mut ends = Vec::with_capacity(names.len());
    for (index, name) in names.iter().enumerate() {
        questions.push_str(&format!(
            "#ifdef {name}\nextern int __quarry_d{index};\n\
             __auto_type __quarry_q{index} = ({name});\n#endif\n"
        ));
        ends.push(questions.len());
    }
    questions.push_str(&format!("extern int {END};\n"));
    let files = input.unsaved(&questions);
    let before = files
        .iter()
        .find(|file| file.name == parse::MAIN_FILE)
        .map_or(0, |file| file.text.len() - questions.len());
    let mut arguments = input.clang_arguments();
    arguments.push(BRACKETS.to_owned());
    let unit = Unit::parse(&arguments, parse::MAIN_FILE, &files, false)?;
    let wrong = wrong_questions(&unit, before, &ends);
    let mut answers: HashMap<&str, Answer> = HashMap::default();
    let mut is_whole = false;
    unit.root().for_each_child(|cursor| {
        if cursor.kind() != CursorKind::Variable {
            return;
        }
        let spelling = cursor.spelling();
        is_whole |= spelling == END;
        let Some(rest) = spelling.strip_prefix("__quarry_") else {
            return;
        };
        let index = rest.get(1..).and_then(|index| index.parse::<usize>().ok());
        if let Some(index) = index
            && let Some(&name) = names.get(index)
        {
            let answer = if rest.starts_with('q') && !wrong.contains(&index) {
                answer_of(cursor)
            } else {
                None
            };
            answers.insert(name, answer.unwrap_or(Answer::NoConstant));
        }
    });
    // An error that stops clang leaves what comes after it without an answer.
    for &name in names {
        answers.entry(name).or_insert(match is_whole {
            true => Answer::NotDefined,
            false => Answer::NoConstant,
        });
    }
    Ok(answers)
}

/// clang's own limit is 256, and an error beyond a limit ends the parse: no question after it has an
/// answer.
const BRACKETS: &str = "-fbracket-depth=1024";

/// Stands behind the last question.
const END: &str = "__quarry_end";

/// The questions that clang has an error for. It may still give the variable a value: a literal
/// that is too large for any type keeps its low bits.
fn wrong_questions(unit: &Unit, before: usize, ends: &[usize]) -> HashSet<usize> {
    unit.error_positions()
        .into_iter()
        .filter(|place| {
            place
                .file
                .is_some_and(|file| unit.path(file) == parse::MAIN_FILE)
        })
        .filter_map(|place| (place.offset as usize).checked_sub(before))
        .map(|offset| ends.partition_point(|&end| end <= offset))
        .collect()
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
