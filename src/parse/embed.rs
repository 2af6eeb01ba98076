//! `#embed` (C23 §6.10.4): only of files in the folders of the headers and of the include path.
//!
//! clang embeds whatever a header names, and what an array or an enumerator is made of comes out
//! in the module: a header from elsewhere could copy any file of the user into it. libclang does
//! not tell which files were embedded, so the directives are looked for in the text.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use memchr::memmem::Finder;

use super::Input;
use crate::clang::line;
use crate::clang::unit::{FileHandle, SkippedRange, Unit};
use crate::clang_diagnostic::{ClangDiagnostic, Severity};
use crate::error::Note;

/// What an `#embed` names.
#[derive(Debug, PartialEq, Eq)]
enum Name<'t> {
    /// A path in quotes or angle brackets.
    Path(&'t str),
    /// A macro, or what is no text.
    Other,
}

/// clang's messages about all `#embed` of files that no header may embed.
pub(super) fn refusals(unit: &Unit, input: &Input) -> Vec<ClangDiagnostic> {
    let finder = Finder::new("embed");
    let mut readings: HashMap<FileHandle, usize> = HashMap::new();
    for inclusion in unit.inclusions() {
        *readings.entry(inclusion.file).or_default() += 1;
    }
    let mut files: Vec<(FileHandle, usize)> = readings.into_iter().collect();
    files.sort_unstable();
    let mut refusals = Vec::new();
    // Most headers embed nothing, and then none of this is needed.
    let mut known: Option<(Vec<SkippedRange>, Vec<PathBuf>)> = None;
    for (file, times) in files {
        let text = unit.contents(file);
        for at in finder.find_iter(text) {
            let Some(name) = directive(text, at) else {
                continue;
            };
            let (skipped, roots) =
                known.get_or_insert_with(|| (unit.skipped_ranges(), roots(input)));
            let covering = skipped.iter().filter(|range| {
                let (start, end) = (range.start.offset as usize, range.end as usize);
                range.start.file == Some(file) && (start..end).contains(&at)
            });
            if covering.count() >= times {
                continue;
            }
            let path = unit.path(file);
            if let Some(message) = refusal(&name, Path::new(&path), roots) {
                let offset = u32::try_from(at).unwrap_or(u32::MAX);
                refusals.push(ClangDiagnostic {
                    file: Some(path),
                    line: line::number_at(text, offset),
                    column: 1,
                    remarks: vec![Note::Help(
                        "only files in the folders of the named headers and of the include path \
                         can be embedded; `-IDIR` adds one"
                            .to_owned(),
                    )],
                    ..ClangDiagnostic::without_place(Severity::Error, message)
                });
            }
        }
    }
    refusals
}

/// The folders that files may be embedded from, without links and detours.
fn roots(input: &Input) -> Vec<PathBuf> {
    input
        .header_folders()
        .iter()
        .chain(&input.search_directories())
        .filter_map(|folder| folder.canonicalize().ok())
        .collect()
}

/// What is wrong with embedding `name` in the file `includer`; `None` where nothing is, and where
/// there is no such file, which clang says itself.
fn refusal(name: &Name<'_>, includer: &Path, roots: &[PathBuf]) -> Option<String> {
    let Name::Path(name) = name else {
        return Some("`#embed` takes the name of its file from a macro".to_owned());
    };
    // `join` leaves an absolute path alone.
    let path = includer.parent().unwrap_or(Path::new("")).join(name);
    let real = path.canonicalize().ok()?;
    (!roots.iter().any(|root| real.starts_with(root)))
        .then(|| format!("`#embed` of `{name}`, which is no file of the headers"))
}

/// What the directive embeds whose word `embed` stands at `at`; `None` where that is none.
fn directive(text: &[u8], at: usize) -> Option<Name<'_>> {
    let before = text.get(..at)?;
    let mark = before
        .iter()
        .rposition(|byte| !matches!(byte, b' ' | b'\t' | b'\\' | b'\r' | b'\n' | b'*' | b'/'))?;
    // `#` has the other spellings `%:` and `??=`.
    if !matches!(before.get(mark)?, b'#' | b':' | b'=') {
        return None;
    }
    if matches!(before.get(mark)?, b':' if !before.get(..mark)?.ends_with(b"%"))
        || matches!(before.get(mark)?, b'=' if !before.get(..mark)?.ends_with(b"??"))
    {
        return None;
    }
    let rest = text.get(at + "embed".len()..)?;
    if rest
        .first()
        .is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
    {
        return None;
    }
    let line = rest.split(|&byte| byte == b'\n').next()?.trim_ascii();
    let close = match line.first() {
        Some(b'"') => b'"',
        Some(b'<') => b'>',
        Some(_) | None => return Some(Name::Other),
    };
    let inner = line.get(1..)?;
    let name = memchr::memchr(close, inner).and_then(|end| inner.get(..end));
    Some(
        name.and_then(|name| std::str::from_utf8(name).ok())
            .map_or(Name::Other, Name::Path),
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    /// The directive of a text, at its first `embed`.
    fn of(text: &str) -> Option<Name<'_>> {
        directive(text.as_bytes(), text.find("embed").unwrap())
    }

    #[test]
    fn directives() {
        assert_eq!(of("#embed \"a b\" limit(1)"), Some(Name::Path("a b")));
        assert_eq!(of("int a;\n # embed <a>\n"), Some(Name::Path("a")));
        assert_eq!(of("%: embed <a>"), Some(Name::Path("a")));
        assert_eq!(of("??=embed \"a\""), Some(Name::Path("a")));
        assert_eq!(of("#\\\nembed \"a\""), Some(Name::Path("a")));
        assert_eq!(of("#/**/embed \"a\""), Some(Name::Path("a")));
        assert_eq!(of("#embed FILE"), Some(Name::Other));
        assert_eq!(of("#embed"), Some(Name::Other));
        for text in [
            "embed",
            "to embed \"a\"",
            "#embedded",
            "__has_embed(\"a\")",
            "a = embed;",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }

    #[test]
    fn only_below_the_roots() {
        let directory = tempfile::tempdir().unwrap();
        let root = directory.path().canonicalize().unwrap().join("root");
        std::fs::create_dir(&root).unwrap();
        for name in ["in", "../out"] {
            std::fs::write(root.join(name), "x").unwrap();
        }
        let includer = root.join("a.h");
        let refused = |name| refusal(&Name::Path(name), &includer, std::slice::from_ref(&root));
        assert_eq!(refused("in"), None);
        assert_eq!(refused("../root/in"), None);
        assert_eq!(refused("absent"), None);
        assert!(refused("../out").unwrap().contains("`../out`"));
        assert!(refused("/etc/passwd").is_some());
        assert!(refusal(&Name::Other, &includer, std::slice::from_ref(&root)).is_some());
    }
}
