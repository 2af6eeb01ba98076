//! Messages without what differs between machines and versions of clang.

/// The part of a message that is the program's own: its last error, with what belongs to it.
pub(crate) fn own_words(message: &str) -> String {
    let start = message.rfind("\nerror: ").map_or(0, |newline| newline + 1);
    format!("(clang's words)\n{}", &message[start..])
}

/// A message without the paths of this machine, and without the version in the path of clang's
/// own headers.
pub(crate) fn without_paths(text: &str) -> String {
    let root = super::root();
    let mut text = text.replace(&*root.to_string_lossy(), "$ROOT");
    for libclang in super::libclangs().unwrap_or_default() {
        if let Some(prefix) = libclang.parent() {
            text = text.replace(&*prefix.to_string_lossy(), "$LLVM");
        }
    }
    text.lines()
        .map(|line| without_version(line.trim_end()) + "\n")
        .collect()
}

/// `$LLVM/lib/clang/14.0.6/include` without the number.
pub(crate) fn without_version(line: &str) -> String {
    let folder = "$LLVM/lib/clang/";
    match line.split_once(folder) {
        Some((before, after)) => {
            let rest = after.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
            format!("{before}{folder}$VERSION{rest}")
        }
        None => line.to_owned(),
    }
}
