//! Many modules at once: the manifest that describes them, and the commands that make them on
//! whatever machines there are.

mod about;
pub mod init;
pub mod jobs;
mod keys;
pub mod manifest;
#[cfg(test)]
mod page;
pub mod schema;
