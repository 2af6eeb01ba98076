//! The name that was probably meant.

/// The one of `names` that is nearest to what was typed, if any is near. Of a pattern the letters
/// count, not its signs: `sqlite3_opne.*` means `sqlite3_open`.
pub fn nearest<'n>(typed: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let is_letter = |c: &char| c.is_alphanumeric() || *c == '_' || *c == '$';
    let letters: String = typed.chars().filter(is_letter).collect();
    let folded = letters.to_lowercase();
    let mut best: Option<(f64, &str)> = None;
    for name in names {
        let score = if name.eq_ignore_ascii_case(&letters) {
            1.0
        } else {
            strsim::normalized_damerau_levenshtein(&folded, &name.to_lowercase())
        };
        let is_better = best.is_none_or(|(other, known)| {
            score > other || (score >= other && (name.len(), name) < (known.len(), known))
        });
        if score >= 0.6 && is_better {
            best = Some((score, name));
        }
    }
    best.map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_and_nothing_far() {
        let names = ["sqlite3_open", "sqlite3_close", "SQLITE_OK"];
        let near = |typed| nearest(typed, names.iter().copied());
        assert_eq!(near("sqlite3_opne.*"), Some("sqlite3_open"));
        assert_eq!(near("sqlite_ok"), Some("SQLITE_OK"));
        assert_eq!(near("zlib"), None);
    }
}
