//! Checks what a written module says against C.

pub mod accessor;
