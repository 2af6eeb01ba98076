//! What the whole program costs.

fn main() {}
