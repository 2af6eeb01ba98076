//! The directives of a header's text that libclang's record does not have.

use memchr::memmem;

/// The names that follow `#<keyword>` at the start of a line, with the offset of the keyword.
pub(super) fn directives<'t>(
    text: &'t [u8],
    keyword: &'static [u8],
) -> impl Iterator<Item = (&'t str, u32)> {
    memmem::find_iter(text, keyword).filter_map(move |at| {
        let before = text.get(..at)?.trim_ascii_end_blank().strip_suffix(b"#")?;
        let before = before.trim_ascii_end_blank();
        let starts_line = matches!(before.last(), None | Some(b'\n')) || before.ends_with(b"*/");
        let after = text.get(at + keyword.len()..)?;
        let name = after.strip_prefix(b" ").or(after.strip_prefix(b"\t"))?;
        let name = identifier(name.trim_ascii_start())?;
        starts_line.then_some((name, u32::try_from(at).ok()?))
    })
}

/// The names in `#pragma push_macro("NAME")` or `pop_macro`, with the offset of the keyword.
pub(super) fn pragmas<'t>(
    text: &'t [u8],
    keyword: &'static [u8],
) -> impl Iterator<Item = (&'t str, u32)> {
    memmem::find_iter(text, keyword).filter_map(move |at| {
        let after = text.get(at + keyword.len()..)?.trim_ascii_start();
        let after = after.strip_prefix(b"(")?.trim_ascii_start();
        let name = identifier(after.strip_prefix(b"\"")?)?;
        Some((name, u32::try_from(at).ok()?))
    })
}

/// The identifier that a text starts with.
fn identifier(text: &[u8]) -> Option<&str> {
    let end = text
        .iter()
        .position(|&byte| !(byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80))
        .unwrap_or(text.len());
    std::str::from_utf8(text.get(..end)?)
        .ok()
        .filter(|name| !name.is_empty())
}

/// Blanks within a line.
trait TrimBlank {
    /// Without the spaces and tabs at the end.
    fn trim_ascii_end_blank(&self) -> &[u8];
}

impl TrimBlank for [u8] {
    fn trim_ascii_end_blank(&self) -> &[u8] {
        let end = self
            .iter()
            .rposition(|byte| !matches!(byte, b' ' | b'\t'))
            .map_or(0, |last| last + 1);
        self.get(..end).unwrap_or(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_directives_and_nothing_else() {
        let text =
            b"#undef A\n  #  undef B /* x */\n// #undef C\nint undef D;\n#undefine E\n#undef\tF\n/* y */ #undef G";
        let found: Vec<&str> = directives(text, b"undef").map(|(name, _)| name).collect();
        assert_eq!(found, ["A", "B", "F", "G"]);
    }

    #[test]
    fn finds_popped_macros() {
        let text =
            b"#pragma pop_macro(\"A\")\n_Pragma(\"pop_macro(\\\"B\\\")\") pop_macro ( \"C\" )";
        let found: Vec<&str> = pragmas(text, b"pop_macro").map(|(name, _)| name).collect();
        assert_eq!(found, ["A", "C"]);
    }
}
