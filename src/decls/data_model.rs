//! The widths of a unit's C types, as the unit itself tells them.

use super::survey::Survey;
use crate::clang::kind::CursorKind;
use crate::error::Error;
use crate::parse;
use crate::target::{DataModel, Scalar};

/// Reads the answers to the questions that [`parse`] puts at the head of the main file.
///
/// # Errors
/// [`Error::Internal`] where they have none.
pub fn read(survey: &Survey<'_>) -> Result<DataModel, Error> {
    let missing = || Error::Internal {
        what: "the data model could not be read from the translation unit".to_owned(),
    };
    let record = survey
        .declarations
        .iter()
        .position(|cursor| {
            cursor.kind() == CursorKind::Struct && cursor.spelling() == parse::DATA_MODEL
        })
        .ok_or_else(missing)?;
    let mut answers = Vec::new();
    if let Some(enumeration) = survey.declarations.get(record + 1) {
        enumeration.for_each_child(|enumerator| answers.push(enumerator.enumerator_signed()));
    }
    let &[big_endian, flt_eval_method] = answers.as_slice() else {
        return Err(missing());
    };
    let record = survey.declarations.get(record).map(|cursor| cursor.ty());
    let fields = record.map(|ty| ty.fields()).unwrap_or_default();
    let scalar = |index: usize| -> Result<Scalar, Error> {
        let layout = fields
            .get(index)
            .and_then(|field| field.ty().layout())
            .ok_or_else(missing)?;
        Ok(Scalar {
            size: layout.size,
            align: layout.align,
        })
    };
    let wchar = fields.get(8).ok_or_else(missing)?.ty().canonical();
    let char = fields.get(9).ok_or_else(missing)?.ty();
    Ok(DataModel {
        short: scalar(0)?,
        int: scalar(1)?,
        long: scalar(2)?,
        long_long: scalar(3)?,
        pointer: scalar(4)?,
        float: scalar(5)?,
        double: scalar(6)?,
        long_double: scalar(7)?,
        wchar: scalar(8)?,
        wchar_signed: wchar.is_signed_integer(),
        char_signed: char.is_signed_integer(),
        big_endian: big_endian != 0,
        flt_eval_method,
    })
}
