//! The headers of an installed package, with the flags that its users compile with.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::header::Header;
use crate::support;

/// Where the system's compilers look without being told.
const INCLUDE: [&str; 2] = ["/usr/include/x86_64-linux-gnu", "/usr/include"];

/// Every package of the list.
pub(crate) fn all() -> Vec<String> {
    let list = support::root().join("scripts/corpus-packages.txt");
    let text = fs::read_to_string(list).unwrap();
    text.lines().map(str::to_owned).collect()
}

/// The headers of a package; none if it is not installed.
pub(crate) fn headers(package: &str) -> Vec<Header> {
    let listed = Command::new("dpkg").args(["-L", package]).output().unwrap();
    let files = String::from_utf8(listed.stdout).unwrap();
    let files: Vec<PathBuf> = files.lines().map(PathBuf::from).collect();
    let flags = flags(&files);
    let mut headers: Vec<Header> = files
        .iter()
        .filter(|path| path.extension().is_some_and(|it| it == "h"))
        .filter(|path| path.is_file() && !path.to_string_lossy().contains("/c++/"))
        .filter(|path| path.starts_with("/usr/include") || path.starts_with("/usr/lib"))
        .map(|path| Header {
            package: package.to_owned(),
            path: path.clone(),
            flags: flags.clone(),
            compiler_flags: Vec::new(),
        })
        .collect();
    headers.sort_by(|left, right| left.path.cmp(&right.path));
    headers
}

/// What `pkg-config` says for the package's own `.pc` files.
fn flags(files: &[PathBuf]) -> Vec<String> {
    let mut flags = BTreeSet::new();
    for file in files {
        if file.extension().is_some_and(|it| it == "pc") {
            let name = file.file_stem().unwrap().to_string_lossy();
            flags.extend(support::pkg_config(&name).unwrap_or_default());
        }
    }
    let is_default = |flag: &String| {
        INCLUDE
            .iter()
            .any(|it| flag.strip_prefix("-I").map(Path::new) == Some(Path::new(it)))
    };
    flags
        .into_iter()
        .filter(|flag| flag.starts_with("-I") || flag.starts_with("-D"))
        .filter(|flag| !is_default(flag))
        .collect()
}
