//! What real C compilers say of a text that is made to be judged.

pub mod compiler;
pub mod probe;
