//! The map phase: C declarations × target → what Pyrite says on that target.

pub mod doc;
pub mod model;
