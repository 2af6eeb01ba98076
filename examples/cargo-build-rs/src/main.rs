//! Prints the module, as a tool would hand it to the Pyrite compiler.

/// What build.rs has made.
const ARCHIVE: &str = include_str!(concat!(env!("OUT_DIR"), "/archive.pyrite"));

fn main() {
    print!("{ARCHIVE}");
}
