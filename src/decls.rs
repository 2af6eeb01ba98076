//! The decls phase: cursors of a translation unit → owned C declarations.

pub mod macros;
pub mod model;
