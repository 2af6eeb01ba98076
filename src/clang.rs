//! Everything that knows about clang.

pub mod find;
pub mod freestanding;
