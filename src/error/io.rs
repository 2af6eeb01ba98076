//! The system's errors as serialisable data, for `#[serde(with = "io")]`.
//!
//! The system's number is kept where there is one, so that the parent can still tell "not
//! found" from "permission denied"; otherwise the words are.

use std::io::Error;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What of an [`Error`] can travel.
#[derive(Serialize, Deserialize)]
struct Form {
    /// The system's number.
    code: Option<i32>,
    /// The words.
    message: String,
}

/// Writes the number and the words.
///
/// # Errors
/// Those of the serializer.
pub fn serialize<S: Serializer>(error: &Error, serializer: S) -> Result<S::Ok, S::Error> {
    Form {
        code: error.raw_os_error(),
        message: error.to_string(),
    }
    .serialize(serializer)
}

/// Makes the error again from its number, or else from its words.
///
/// # Errors
/// Those of the deserializer.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Error, D::Error> {
    let form = Form::deserialize(deserializer)?;
    Ok(form
        .code
        .map_or_else(|| Error::other(form.message), Error::from_raw_os_error))
}
