//! Makes `archive.pyrite` in cargo's output directory, and again when any header has changed.

use std::path::Path;

use quarry_bindgen::{Builder, Error};

fn main() -> Result<(), Error> {
    // First: headers are read in a second process of this program, which does nothing else.
    quarry_bindgen::worker();

    let bindings = Builder::new()
        .header("archive.h")
        .include_from("zlib.h")
        .allow("archive.*|ARCHIVE.*|compress2?|uncompress|crc32|Z_.*")
        .link("z")
        // Tells cargo what to look at.
        .cargo()
        .generate()?;
    let directory = std::env::var_os("OUT_DIR").unwrap_or_default();
    bindings.write_to(Path::new(&directory).join("archive.pyrite"))
}
