//! Stubs of macOS' libraries, `.tbd`: a text in YAML that lists what the library exports, of which
//! the library itself is only on the machine.

use yaml_rust2::{Yaml, YamlLoader};

use super::symbol::{Binding, Sort, Symbol};
use crate::target::Target;

/// The lists of a section, and what stands in them.
const LISTS: [(&str, Sort, Binding); 4] = [
    ("symbols", Sort::Unknown, Binding::Global),
    ("weak-symbols", Sort::Unknown, Binding::Weak),
    ("weak-def-symbols", Sort::Unknown, Binding::Weak),
    ("thread-local-symbols", Sort::ThreadLocal, Binding::Global),
];

/// Whether a text is a stub.
pub fn is_stub(text: &str) -> bool {
    text.starts_with("---") && text.contains("install-name")
}

/// What the library exports on a target, and what it hands on from those below it.
///
/// # Errors
/// A sentence: the text is no YAML, or the library is for other machines.
pub fn symbols(text: &str, target: &Target) -> Result<Vec<(String, Symbol)>, String> {
    let documents = YamlLoader::load_from_str(text).map_err(|error| error.to_string())?;
    let mut symbols = Vec::new();
    let mut machines = Vec::new();
    let mut is_for_target = false;
    // The libraries below an umbrella follow in documents of their own.
    for document in &documents {
        let of_document = targets(document);
        is_for_target |= concerns(&of_document, target);
        machines.extend(of_document.into_iter().map(str::to_owned));
        for section in ["exports", "reexports"] {
            for section in document[section].as_vec().into_iter().flatten() {
                if concerns(&targets(section), target) {
                    symbols.extend(of_section(section));
                }
            }
        }
    }
    if !is_for_target {
        let machines = machines.join(", ");
        return Err(format!("it is for {machines}, not for {}", target.triple));
    }
    Ok(symbols)
}

/// The symbols of one section.
fn of_section(section: &Yaml) -> impl Iterator<Item = (String, Symbol)> {
    LISTS.iter().flat_map(|&(list, sort, binding)| {
        let names = section[list].as_vec().into_iter().flatten();
        let names = names.filter_map(Yaml::as_str);
        names.map(move |name| (name.to_owned(), Symbol::new(sort, binding)))
    })
}

/// What a document or a section is for: `arm64-macos` since version 4, `arm64` before.
fn targets(yaml: &Yaml) -> Vec<&str> {
    ["targets", "archs"]
        .iter()
        .flat_map(|key| yaml[*key].as_vec().into_iter().flatten())
        .filter_map(Yaml::as_str)
        .collect()
}

/// Whether that is a target.
fn concerns(targets: &[&str], target: &Target) -> bool {
    let arch = match target.arch.as_str() {
        "aarch64" => "arm64",
        other => other,
    };
    targets.iter().any(|it| match it.split_once('-') {
        Some((machine, system)) => {
            // Some have `macosx`; `maccatalyst` is another system.
            machine == arch && (system == target.os || (system == "macosx" && target.os == "macos"))
        }
        None => *it == arch,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// Version 4, with a library below it.
    const STUB: &str = "--- !tapi-tbd\ntbd-version: 4\ntargets: [ x86_64-macos, arm64-macos ]\n\
        install-name: '/usr/lib/libz.1.dylib'\nexports:\n  - targets: [ x86_64-macos, arm64-macos ]\n\
        \x20   symbols: [ _crc32, '_a$b' ]\n    weak-symbols: [ _weak ]\n    thread-local-symbols: [ _own ]\n\
        \x20 - targets: [ x86_64-macos ]\n    symbols: [ _old ]\n--- !tapi-tbd\ntbd-version: 4\n\
        targets: [ arm64-macos ]\ninstall-name: below\nexports:\n  - targets: [ arm64-macos ]\n\
        \x20   symbols: [ _below ]\n...\n";

    /// The names that a target has.
    fn names(text: &str, triple: &str) -> Result<Vec<String>, String> {
        let symbols = symbols(text, &Target::parse(triple).unwrap())?;
        Ok(symbols.into_iter().map(|(name, _)| name).collect())
    }

    #[test]
    fn lists_what_a_target_has() {
        assert!(is_stub(STUB));
        let arm = ["_crc32", "_a$b", "_weak", "_own", "_below"];
        assert_eq!(names(STUB, "aarch64-apple-darwin").unwrap(), arm);
        let intel = ["_crc32", "_a$b", "_weak", "_own", "_old"];
        assert_eq!(names(STUB, "x86_64-apple-darwin").unwrap(), intel);
        assert_eq!(
            names(STUB, "aarch64-apple-ios").unwrap_err(),
            "it is for x86_64-macos, arm64-macos, arm64-macos, not for aarch64-apple-ios"
        );
        let ios = STUB.replace("arm64-macos", "arm64-ios");
        assert_eq!(names(&ios, "aarch64-apple-ios").unwrap(), arm);
        assert!(names(&ios, "aarch64-apple-darwin").is_err());
        let old = "--- !tapi-tbd-v3\narchs: [ x86_64 ]\nplatform: macosx\ninstall-name: a\n\
                   exports:\n  - archs: [ x86_64 ]\n    symbols: [ _f ]\n    weak-def-symbols: [ _w ]\n...\n";
        assert_eq!(names(old, "x86_64-apple-darwin").unwrap(), ["_f", "_w"]);
        assert_eq!(
            names(old, "aarch64-apple-darwin").unwrap_err(),
            "it is for x86_64, not for aarch64-apple-darwin"
        );
    }

    #[test]
    fn what_is_no_yaml_is_an_error() {
        for broken in ["--- [", "--- {a: b, install-name", "---\n\t- a"] {
            assert!(names(broken, "x86_64-apple-darwin").is_err(), "{broken}");
        }
    }
}
