//! The modules of several targets as one.

pub mod portability;
pub mod separate;
