//! What is claimed of C, in C.

use std::fmt::Write;

use serde::{Deserialize, Serialize};

use crate::verdict::Aspect;

/// An item of the module with everything that it claims of C.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// The line of the module.
    pub line: u32,
    /// `struct sqlite3_file`
    pub item: String,
    /// The claims; the item is right where all hold.
    pub parts: Vec<Part>,
    /// The claims are about a macro, so that macros still have to be defined.
    pub of_macro: bool,
    /// The macro that has to be defined for that: the name of one that was renamed here may be
    /// the name of another.
    pub under: Option<Under>,
}

/// Which of two macros a constant is about: C's preprocessor decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Under {
    /// The macro is defined.
    Defined(String),
    /// The macro is not defined.
    Undefined(String),
}

/// One claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// The line of the module, where it is not the item's own.
    pub line: u32,
    /// What it is about.
    pub aspect: Aspect,
    /// The words before both sides: `size`, `offset of x`.
    pub about: String,
    /// What the module says.
    pub here: String,
    /// What C is asked.
    pub test: Test,
}

/// A question to a C compiler.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Test {
    /// An integer expression has a value.
    Equal {
        /// The expression, which binds more tightly than `==`.
        expression: String,
        /// The value.
        value: i128,
    },
    /// Two types are the same, but for qualifiers of the whole.
    Same {
        /// The type in C, as a `typeof` or a name.
        subject: String,
        /// The type that the module says.
        ty: String,
        /// What says the same to the module.
        also: Vec<Also>,
    },
    /// A macro is a string literal.
    Text {
        /// The macro.
        name: String,
        /// The literal that it is equal to, in C's words.
        literal: String,
        /// Its size in bytes, with the final zero.
        size: usize,
    },
    /// A condition holds.
    Holds {
        /// The condition.
        condition: String,
        /// A type that tells what C has instead; empty where none does.
        shown: String,
        /// Compilers can decide it, although C does not call it a constant expression.
        is_folded: bool,
    },
}

/// Another type of C that is the same for a caller.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Also {
    /// It is another type to all compilers.
    All(String),
    /// It is another type to gcc alone.
    Gcc(String),
}

impl Test {
    /// The test as a condition of C.
    pub fn condition(&self) -> String {
        let mut condition = String::new();
        self.write(&mut condition);
        condition
    }

    /// Writes the condition down.
    fn write(&self, out: &mut String) {
        match self {
            Test::Equal { expression, value } => {
                out.push_str(expression);
                out.push_str(" == ");
                out.push_str(&integer(*value));
            }
            Test::Same { subject, ty, also } => {
                let is =
                    |ty: &str| ["__builtin_types_compatible_p(", subject, ", ", ty, ")"].concat();
                let mut condition = is(ty);
                for also in also {
                    condition = match also {
                        Also::All(ty) => format!("({condition} || {})", is(ty)),
                        Also::Gcc(ty) => {
                            format!("quarry_either({condition} || {}, {condition})", is(ty))
                        }
                    };
                }
                out.push_str(&condition);
            }
            Test::Text {
                name,
                literal,
                size,
            } => {
                let _ = write!(
                    out,
                    "sizeof({name}) == {size} && __builtin_memcmp({name}, {literal}, {size}) == 0"
                );
            }
            Test::Holds { condition, .. } => out.push_str(condition),
        }
    }

    /// Writes the condition down as an operand of whatever stands around it.
    pub fn write_operand(&self, out: &mut String) {
        match self {
            Test::Equal { .. } | Test::Text { .. } | Test::Holds { .. } => {
                out.push('(');
                self.write(out);
                out.push(')');
            }
            // A call, or in brackets already.
            Test::Same { .. } => self.write(out),
        }
    }

    /// Whether C does not call the condition a constant expression.
    pub fn is_folded(&self) -> bool {
        match self {
            Test::Equal { .. } | Test::Same { .. } => false,
            Test::Text { .. } => true,
            Test::Holds { is_folded, .. } => *is_folded,
        }
    }

    /// A type of C that spells what C has, for the compiler's own message: the digits of a number
    /// to the base of 256 after its sign, or a pointer to the type.
    pub fn shown(&self) -> Option<String> {
        match self {
            Test::Equal { expression, .. } => {
                let digit = |shift: u32| {
                    format!("char (*)[(((unsigned long long)({expression}) >> {shift}) & 255) + 1]")
                };
                let digits: Vec<String> = (0..8).rev().map(|n| digit(n * 8)).collect();
                let sign = format!("char (*)[(({expression}) < 0) + 1]");
                Some(format!("void (*)({sign}, {})", digits.join(", ")))
            }
            Test::Same { subject, .. } => Some(format!("__typeof__({subject}) *")),
            Test::Text { .. } => None,
            Test::Holds { shown, .. } if shown.is_empty() => None,
            Test::Holds { shown, .. } => Some(format!("__typeof__({shown}) *")),
        }
    }
}

/// An integer as an expression of C, of a type that holds it.
pub fn integer(value: i128) -> String {
    match i64::try_from(value) {
        Ok(i64::MIN) => "(-9223372036854775807LL - 1)".to_owned(),
        // Without a suffix it has a sign in every version of C, and is no wider than it has to be.
        Ok(value) if (-(1 << 15)..1 << 31).contains(&value) => value.to_string(),
        Ok(value) => format!("{value}LL"),
        Err(_) => format!("{value}ULL"),
    }
}
