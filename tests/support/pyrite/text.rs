//! Rules of the text as such: lines, columns, characters.

/// Columns of a line.
const WIDTH: usize = 100;

/// Checks what does not depend on the items.
pub(super) fn check(text: &str) -> Result<(), String> {
    if !text.ends_with('\n') || text.ends_with("\n\n") {
        return Err(format!("{}: not one final newline", text.lines().count()));
    }
    let mut in_doc = false;
    for (number, line) in (1..).zip(text.split('\n')) {
        let fail = |what: &str| Err(format!("{number}: {what}"));
        if let Some(bad) = line.chars().find(|&c| is_dangerous(c)) {
            return fail(&format!("character {bad:?}"));
        }
        let was_in_doc = in_doc;
        if line.matches("\"\"\"").count() % 2 == 1 && (in_doc || line.starts_with("\"\"\"")) {
            in_doc = !in_doc;
        }
        let code = line.trim_start();
        let indent = line.len() - code.len();
        let is_doc = was_in_doc || code.starts_with("\"\"\"");
        if !is_doc && indent % 4 != 0 {
            return fail("indentation is no multiple of 4");
        }
        // Signatures and comments can be broken; a constant or a field cannot, and what is
        // skipped stands on one line.
        let is_function = code.starts_with("extern fn ") || code.starts_with("extern \"");
        let breakable = is_doc
            || (code.starts_with('#') && !code.starts_with("# skipped: "))
            || (is_function && !code.ends_with('(') && !code.contains("()"));
        // One long word cannot be broken either.
        let has_blank = code.trim_start_matches(['#', '"', '-', ' ']).contains(' ');
        if breakable && has_blank && line.chars().count() > WIDTH {
            return fail("more than 100 columns");
        }
    }
    Ok(())
}

/// Controls, and what changes how a text is shown or broken into lines.
fn is_dangerous(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}' | '\u{feff}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2066}'..='\u{2069}'
        )
}
