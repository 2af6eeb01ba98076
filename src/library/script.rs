//! Linker scripts that stand for libraries, as `libc.so` does on Linux: `GROUP ( /lib/libc.so.6 )`.

use std::path::{Path, PathBuf};

/// How many scripts may lead to one another.
pub const DEPTH: usize = 8;

/// The commands that name files.
const COMMANDS: [&str; 3] = ["GROUP", "INPUT", "AS_NEEDED"];

/// The files that a script names, `-lm` for those that are to be looked for.
pub fn files(text: &str) -> Vec<String> {
    let mut files = Vec::new();
    // Whether each open bracket belongs to a command that names files.
    let mut open: Vec<bool> = Vec::new();
    let mut last = "";
    for word in words(text) {
        match word {
            "(" => open.push(COMMANDS.contains(&last)),
            ")" => drop(open.pop()),
            _ if COMMANDS.contains(&word) => {}
            _ if open.last() == Some(&true) => files.push(word.to_owned()),
            _ => {}
        }
        last = word;
    }
    files
}

/// Where a file that a script names is: as it says, or beside the script.
pub fn find(file: &str, script: &Path) -> Option<PathBuf> {
    let folder = script.parent().unwrap_or(Path::new("."));
    let candidates = match file.strip_prefix("-l") {
        Some(name) => vec![
            folder.join(format!("lib{name}.so")),
            folder.join(format!("lib{name}.a")),
        ],
        None => vec![PathBuf::from(file), folder.join(file)],
    };
    candidates.into_iter().find(|path| path.is_file())
}

/// Words and brackets, without comments.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| !(c.is_whitespace() || c == ',')) {
        rest = rest.get(start..).unwrap_or_default();
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, after)| after);
            continue;
        }
        let is_end = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',');
        let length = match rest.find(is_end) {
            Some(0) => 1,
            Some(length) => length,
            None => rest.len(),
        };
        let (word, after) = rest.split_at(length);
        words.push(word.trim_matches('"'));
        rest = after;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_files_of_a_script() {
        let glibc = "/* GNU ld script */\nOUTPUT_FORMAT(elf64-x86-64)\n\
                     GROUP ( /lib/libc.so.6 /usr/lib/libc_nonshared.a AS_NEEDED ( /lib/ld.so.2 ) )";
        let expected = [
            "/lib/libc.so.6",
            "/usr/lib/libc_nonshared.a",
            "/lib/ld.so.2",
        ];
        assert_eq!(files(glibc), expected);
        assert_eq!(
            files("INPUT(-lncursesw, -ltinfo)"),
            ["-lncursesw", "-ltinfo"]
        );
        assert_eq!(files("INPUT(\"a b"), ["a", "b"]);
        for none in [
            "",
            "hello",
            "OUTPUT_FORMAT(elf64-x86-64)",
            "/* GROUP ( a )",
            ")))",
            "(((",
        ] {
            assert_eq!(files(none), Vec::<String>::new(), "{none}");
        }
    }
}
