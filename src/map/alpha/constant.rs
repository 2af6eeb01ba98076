//! The constants that alpha can write.

use crate::diagnostic::Reason;
use crate::map::model::{Constant, Literal};

/// Why alpha cannot write a constant, if so. Those that it can keep their type, which the text
/// shows only where alpha has it.
pub(super) fn refusal(constant: &Constant) -> Option<Reason> {
    match &constant.value {
        Literal::Integer(value) if i64::try_from(*value).is_err() => {
            Some(Reason::NotInAlpha("integers over 63 bits".to_owned()))
        }
        Literal::Elements(_) => Some(Reason::NotInAlpha("array constants".to_owned())),
        Literal::Integer(_) | Literal::Bool(_) | Literal::Float(_) | Literal::Text(_) => None,
    }
}
