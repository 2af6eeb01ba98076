//! The comparison of modules by hand.
