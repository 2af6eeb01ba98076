//! The zig that the tests take the headers of foreign C libraries from.

use std::path::PathBuf;

/// A zig: the one that `QUARRY_TEST_ZIG` names, the one that `scripts/test.sh` has put beside what
/// cargo makes, or that of `PATH`.
pub(crate) fn zig() -> PathBuf {
    if let Some(named) = std::env::var_os("QUARRY_TEST_ZIG") {
        let named = PathBuf::from(named);
        assert!(named.is_file(), "QUARRY_TEST_ZIG: no {}", named.display());
        return named;
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    crate::support::beside("ziglang-")
        .into_iter()
        .map(|directory| directory.join("ziglang/zig"))
        .chain(std::env::split_paths(&path).map(|directory| directory.join("zig")))
        .find(|file| file.is_file())
        .expect("no zig: `pip install ziglang`, and set QUARRY_TEST_ZIG to its program")
}
