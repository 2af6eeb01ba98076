//! Questions that no assertion answers: which symbol a name of C refers to, and which bits a
//! value sets. A probe is a line of C; the answer is read from the object file, for any target.

mod lines;
mod symbols;
mod values;

pub use symbols::{Referred, symbols};
pub use values::{Value, values};
