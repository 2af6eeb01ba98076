//! The bytes that values have: which bits of a record a member's value sets, how a floating-point
//! constant is stored.

use crate::error::Error;
use crate::verify::compiler::{Compiler, Object};

use super::lines;

/// A value to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// Its type in C: `struct S`, `char [4]`.
    pub of: String,
    /// Its initialiser: `{ .f = -1 }`.
    pub is: String,
}

impl Value {
    /// A record of which some members have a value, and all else is zero. A member is named by
    /// its path: `a.b[2].c`.
    pub fn of_members(record: &str, members: &[(&str, &str)]) -> Value {
        let members: Vec<String> = members
            .iter()
            .map(|(path, value)| format!(".{path} = {value}"))
            .collect();
        let is = match members.as_slice() {
            // What every record takes.
            [] => "{ 0 }".to_owned(),
            members => format!("{{ {} }}", members.join(", ")),
        };
        let of = record.to_owned();
        Value { of, is }
    }
}

/// Asks for the bytes of values; `text` declares their types.
///
/// The inner errors are for types and initialisers that the compiler refuses.
///
/// # Errors
/// Where the compiler objects to the text, and as [`Compiler::compile`].
pub fn values(
    compiler: &Compiler,
    text: &str,
    values: &[Value],
) -> Result<Vec<Result<Vec<u8>, String>>, Error> {
    // Not every format says how large a variable is.
    let probe = |(index, value): (usize, &Value)| {
        let Value { of, is } = value;
        format!(
            "extern const __typeof__({of}) quarry_value_{index}; \
             const __typeof__({of}) quarry_value_{index} = {is}; \
             __extension__ extern const unsigned long long quarry_size_{index}; \
             __extension__ const unsigned long long quarry_size_{index} = sizeof quarry_value_{index};"
        )
    };
    let probes: Vec<String> = values.iter().enumerate().map(probe).collect();
    let compiled = lines::compile(compiler, text, &probes)?;
    let answers = compiled.refused.into_iter().enumerate();
    let answer = |(index, refused): (usize, Option<String>)| match (refused, &compiled.object) {
        (Some(message), _) => Err(message),
        (None, Some(object)) => bytes(object, index),
        (None, None) => Err("it was not compiled".to_owned()),
    };
    Ok(answers.map(answer).collect())
}

/// The bytes of one value.
fn bytes(object: &Object, index: usize) -> Result<Vec<u8>, String> {
    let datum = |name: &str| {
        let prefixed = format!("_{name}");
        let datum = object.data.get(name).or_else(|| object.data.get(&prefixed));
        datum.ok_or_else(|| format!("the object file lacks `{name}`"))
    };
    let value = datum(&format!("quarry_value_{index}"))?;
    if let Some((_, name)) = value.relocations.first_key_value() {
        return Err(format!("its bytes depend on the address of `{name}`"));
    }
    let size = datum(&format!("quarry_size_{index}"))?;
    let fold = |number: u64, byte: &u8| number << 8 | u64::from(*byte);
    let size = size.bytes.get(..8).unwrap_or_default();
    let size = match object.big_endian {
        true => size.iter().fold(0, fold),
        false => size.iter().rev().fold(0, fold),
    };
    let size = usize::try_from(size).unwrap_or(usize::MAX);
    let bytes = value.bytes.get(..size);
    bytes.map(<[u8]>::to_vec).ok_or_else(|| {
        format!(
            "the object file has {} of its {size} bytes",
            value.bytes.len()
        )
    })
}
