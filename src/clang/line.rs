//! Lines of a file, by the offset of a byte.

/// The line that holds a byte, from 1.
pub fn number_at(text: &[u8], offset: u32) -> u32 {
    let before = text.get(..offset as usize).unwrap_or(text);
    let count = before.iter().filter(|&&byte| byte == b'\n').count();
    u32::try_from(count).map_or(u32::MAX, |count| count.saturating_add(1))
}

/// The text of the line that holds a byte.
pub fn text_at(text: &[u8], offset: u32) -> Option<String> {
    let offset = offset as usize;
    let before = text.get(..offset)?;
    let start = before
        .iter()
        .rposition(|&byte| byte == b'\n')
        .map_or(0, |newline| newline + 1);
    let rest = text.get(start..)?;
    let end = rest
        .iter()
        .position(|&byte| byte == b'\n' || byte == b'\r')
        .unwrap_or(rest.len());
    Some(String::from_utf8_lossy(rest.get(..end)?).into_owned())
}
