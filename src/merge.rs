//! The modules of several targets as one.

pub mod separate;
