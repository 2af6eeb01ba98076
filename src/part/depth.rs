//! How deeply a JSON text nests, found without recursion: its reader recurses.

/// The deepest that is read. A type takes two levels for each pointer, array or function.
pub(super) const MOST: usize = 1000;

/// The line on which a text nests too deeply, if it does.
pub(super) fn too_deep(text: &str) -> Option<usize> {
    let (mut depth, mut line, mut in_string, mut escaped) = (0_usize, 1, false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'\n' => line += 1,
            b'[' | b'{' if !in_string => depth += 1,
            b']' | b'}' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MOST {
            return Some(line);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_is_seen_outside_strings() {
        let nested = |levels: usize| "[\n".repeat(levels) + &"]".repeat(levels);
        assert_eq!(too_deep(&nested(MOST)), None);
        assert_eq!(too_deep(&nested(MOST + 1)), Some(MOST + 1));
        assert_eq!(too_deep(&"[]".repeat(MOST + 1)), None);
        assert_eq!(too_deep(&format!("\"\\\"{}\"", nested(MOST + 1))), None);
    }
}
