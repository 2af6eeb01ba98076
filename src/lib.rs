//! Turns C headers into Pyrite modules of `extern` declarations.

pub mod clang;
pub mod decls;
pub mod diagnostic;
pub mod doctor;
pub mod error;
pub mod location;
pub mod map;
pub mod target;
