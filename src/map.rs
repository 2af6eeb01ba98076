//! The map phase: C declarations × target → what Pyrite says on that target.

pub mod alpha;
pub mod model;
