//! Many modules at once: the manifest that describes them, and the commands that make them on
//! whatever machines there are.

pub mod jobs;
mod keys;
pub mod manifest;
