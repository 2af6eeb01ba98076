//! What to install for a package that is not there.

use crate::clang::find::debian_package;

/// What brings a package: Debian's own, where its header is a well-known one.
pub(super) fn of(name: &str) -> String {
    let (name, _) = name.split_once(' ').unwrap_or((name, ""));
    let stem = name.strip_prefix("lib").unwrap_or(name);
    let (first, _) = stem.split_once(['+', '-']).unwrap_or((stem, ""));
    let known = [name, stem, first].into_iter().find_map(|stem| {
        debian_package(&format!("{stem}.h")).or_else(|| debian_package(&format!("{stem}/")))
    });
    match known {
        Some(package) => {
            format!("Debian's package `{package}` has {name}.pc: apt-get install {package}")
        }
        None => format!(
            "the package with the library's headers has {name}.pc (on Debian, its name ends in \
             -dev); PKG_CONFIG_PATH names further folders of such files"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_of_debian() {
        for (name, package) in [
            ("sqlite3", "libsqlite3-dev"),
            ("zlib", "zlib1g-dev"),
            ("libpng", "libpng-dev"),
            ("openssl", "libssl-dev"),
            ("libcurl", "libcurl4-openssl-dev"),
            ("gtk+-3.0 >= 3.20", "libgtk-3-dev"),
        ] {
            assert!(of(name).contains(package), "{name}: {}", of(name));
        }
        assert!(of("made-up").contains("made-up.pc (on Debian"));
    }
}
