//! Turns C headers into Pyrite modules of `extern` declarations.

pub mod decls;
pub mod diagnostic;
pub mod error;
pub mod location;
pub mod map;
pub mod scope;
pub mod target;
