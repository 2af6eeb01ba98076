//! pkg-config's `.pc` files: which module has a directory of headers.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::places::children;

/// How often a variable may stand for another; a cycle ends there.
const DEPTH: usize = 8;

/// The module whose `Cflags` name `directory`; of several the one that is most like the
/// header's name (`gtk+-3.0` for `gtk/gtk.h`), and of those the shortest.
pub(super) fn module_for(root: &Path, directory: &Path, header: &str) -> Option<String> {
    let wanted = format!("-I{}", directory.display());
    let first = header.split('/').next().unwrap_or(header);
    let stem = first.split('.').next().unwrap_or(first).to_lowercase();
    directories(root)
        .iter()
        .flat_map(|parent| children(parent, |name| name.ends_with(".pc")))
        .filter(|file| {
            fs::read_to_string(file).is_ok_and(|text| {
                cflags(&text)
                    .split_whitespace()
                    .any(|flag| flag.trim_end_matches('/') == wanted)
            })
        })
        .filter_map(|file| Some(file.file_stem()?.to_str()?.to_owned()))
        .min_by_key(|module| {
            let unlike = !module.to_lowercase().contains(&stem);
            (unlike, module.len(), module.clone())
        })
}

/// The directories of `.pc` files.
fn directories(root: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for library in children(&root.join("usr/lib"), |name| name.contains("-linux-")) {
        found.push(library.join("pkgconfig"));
    }
    for name in [
        "usr/lib",
        "usr/lib64",
        "usr/share",
        "usr/local/lib",
        "usr/local/share",
    ] {
        found.push(root.join(name).join("pkgconfig"));
    }
    found
}

/// The `Cflags` line with its variables put in.
fn cflags(text: &str) -> String {
    let mut variables = BTreeMap::new();
    let mut flags = "";
    for line in text.lines() {
        if let Some(value) = line.strip_prefix("Cflags:") {
            flags = value;
        } else if let Some((name, value)) = line.split_once('=')
            && !name.contains(':')
        {
            variables.insert(name.trim(), value.trim());
        }
    }
    let mut flags = flags.to_owned();
    for _ in 0..DEPTH {
        if !flags.contains("${") {
            break;
        }
        for (name, value) in &variables {
            flags = flags.replace(&format!("${{{name}}}"), value);
        }
        // A variable of itself may double the text each time.
        if flags.len() > 1 << 16 {
            break;
        }
    }
    flags
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;

    #[test]
    fn variables_are_put_in() {
        let text = "prefix=/usr\ninc=${prefix}/include\nCflags: -I${inc}/a -I${none} -DX=1\n";
        assert_eq!(cflags(text).trim(), "-I/usr/include/a -I${none} -DX=1");
    }

    #[test]
    fn a_cycle_ends() {
        assert!(cflags("a=${a}${a}\nCflags: ${a}\n").len() < 1 << 20);
        assert!(cflags("a=${b}\nb=${a}\nCflags: ${a}\n").contains("${"));
    }
}
