//! What the fuzz targets share: running the whole program on a header, and judging what it gives.

/// What the tests share of it.
#[path = "../../tests/support"]
mod support {
    pub(crate) mod pyrite;
}

mod run;
mod structured;

pub use run::{read_module, run};
pub use structured::Header;
