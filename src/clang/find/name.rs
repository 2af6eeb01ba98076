//! Which file names are libclang's, and which version a path tells.

use std::path::{Component, Path};

/// Whether `name` is that of the shared library of libclang's C interface, on any system:
/// `libclang.so`, `libclang.so.13`, `libclang-14.so.1`, `libclang.dylib`, `libclang.dll`.
/// `libclang-cpp` is another library.
pub(super) fn is_libclang(name: &str) -> bool {
    let Some(rest) = name.strip_prefix("libclang") else {
        return false;
    };
    let rest = match rest.strip_prefix('-') {
        Some(versioned) => {
            let after = versioned.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
            // `libclang-14.so` loses the dot of `.so` to the version.
            if after.len() == versioned.len() || !versioned.starts_with(|c: char| c != '.') {
                return false;
            }
            &versioned[versioned.len() - after.len() - 1..]
        }
        None => rest,
    };
    match rest.strip_prefix(".so") {
        Some("") => true,
        Some(numbers) => is_numbers(numbers),
        None => rest == ".dylib" || rest == ".dll",
    }
}

/// Whether the text is `.1`, `.14.0.6`, …
fn is_numbers(text: &str) -> bool {
    text.strip_prefix('.').is_some_and(|numbers| {
        numbers
            .split('.')
            .all(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
    })
}

/// The major version of LLVM that a library's path tells, by its file name or a directory on the
/// way to it; symbolic links are followed where the path itself says nothing.
pub(super) fn version(path: &Path) -> Option<u32> {
    told(path).or_else(|| told(&path.canonicalize().ok()?))
}

/// What one spelling of a path tells.
fn told(path: &Path) -> Option<u32> {
    let name = path.file_name()?.to_str()?;
    if let Some(version) = name.strip_prefix("libclang-").and_then(leading_number) {
        return Some(version);
    }
    if let Some((_, numbers)) = name.split_once(".so.")
        && let Some(major) = leading_number(numbers)
    {
        // The interface's own number was 1 and then 13 for many versions: it tells nothing
        // unless a minor version follows, or it is above.
        if major > 13 || (numbers.contains('.') && major > 1) {
            return Some(major);
        }
    }
    let mut below_llvm = false;
    for component in path.parent()?.components().rev() {
        let Component::Normal(directory) = component else {
            continue;
        };
        let Some(directory) = directory.to_str() else {
            continue;
        };
        // Debian's `llvm-14`, Alpine's and Fedora's `llvm14`, Homebrew's `llvm@14`.
        if let Some(rest) = directory.strip_prefix("llvm")
            && let Some(version) = leading_number(rest.trim_start_matches(['-', '@']))
        {
            return Some(version);
        }
        below_llvm |= directory == "llvm";
    }
    // Gentoo's `llvm/19/lib64`, Homebrew's `Cellar/llvm/19.1.7/lib`.
    let parts: Vec<&str> = path.iter().filter_map(|part| part.to_str()).collect();
    parts
        .windows(2)
        .find(|pair| below_llvm && pair[0] == "llvm")
        .and_then(|pair| leading_number(pair[1]))
}

/// The decimal number that a text starts with.
pub(super) fn leading_number(text: &str) -> Option<u32> {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    text[..end].parse().ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;

    #[test]
    fn only_the_c_interface_is_taken() {
        for name in [
            "libclang.so",
            "libclang.so.1",
            "libclang.so.14.0.6",
            "libclang-14.so",
            "libclang-14.so.1",
            "libclang-14.so.14.0.6",
            "libclang-3.8.so.1",
            "libclang.dylib",
            "libclang.dll",
        ] {
            assert!(is_libclang(name), "{name}");
        }
        for name in [
            "libclang-cpp.so.14",
            "libclang-cpp.so",
            "libclangAST.so",
            "libclang.a",
            "libclang.so.1.gz",
            "libclang.so.",
            "libclang-.so",
            "libclang-14",
            "libclang-14so",
            "libclang",
            "libclang-é.so",
            "libLLVM.so",
        ] {
            assert!(!is_libclang(name), "{name}");
        }
    }

    #[test]
    fn versions_come_from_names_and_directories() {
        for (path, version) in [
            ("/usr/lib/llvm-14/lib/libclang.so.1", Some(14)),
            ("/usr/lib/x86_64-linux-gnu/libclang-19.so.1", Some(19)),
            ("/usr/lib/libclang.so.20.1.0", Some(20)),
            ("/usr/lib64/libclang.so.13", None),
            ("/usr/lib64/libclang.so.13.0.1", Some(13)),
            ("/usr/lib64/llvm17/lib/libclang.so.13", Some(17)),
            ("/usr/lib/llvm/18/lib64/libclang.so.13", Some(18)),
            ("/opt/homebrew/opt/llvm@16/lib/libclang.dylib", Some(16)),
            (
                "/opt/homebrew/Cellar/llvm/19.1.7/lib/libclang.dylib",
                Some(19),
            ),
            ("/usr/lib/libclang.so", None),
            ("/llvm/libclang.so", None),
        ] {
            assert_eq!(told(Path::new(path)), version, "{path}");
        }
    }
}
