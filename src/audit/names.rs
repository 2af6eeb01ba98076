//! The names that one symbol has in the files of a target, and the symbols that are no
//! declaration's.

use crate::target::Target;

/// What import libraries of Windows put before the name of a pointer to what is imported.
const IMPORT: &str = "__imp_";

/// What linkers and start-up code define, and no header declares.
const OF_LINKERS: &[&str] = &[
    "_DYNAMIC",
    "_GLOBAL_OFFSET_TABLE_",
    "_bss_end__",
    "_edata",
    "_end",
    "_etext",
    "_fini",
    "_init",
    "__bss_end__",
    "__bss_start",
    "__bss_start__",
    "__data_start",
    "__end__",
    "data_start",
    "dyld_stub_binder",
];

/// How a library has a symbol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Via {
    /// By its own name.
    Name,
    /// Only as the pointer in the import table that leads to it.
    Import,
}

/// The names to look a symbol up by in a `.dll`, or in other libraries, the best first.
pub(super) fn of(symbol: &str, is_dll: bool, target: &Target) -> Vec<(String, Via)> {
    let mut names = vec![(symbol.to_owned(), Via::Name)];
    if target.os != "windows" {
        return names;
    }
    if !is_dll {
        names.push((format!("{IMPORT}{symbol}"), Via::Import));
        return names;
    }
    // What a program asks the system for has neither the prefix nor, usually, the rest.
    let bare = symbol.strip_prefix('_').filter(|_| target.arch == "x86");
    names.extend(bare.map(|bare| (bare.to_owned(), Via::Name)));
    let c_name = c_name(symbol, target);
    if c_name != symbol {
        names.push((c_name.to_owned(), Via::Name));
    }
    names
}

/// C's name of a symbol: `f` for `_f@8`.
pub(super) fn c_name<'s>(symbol: &'s str, target: &Target) -> &'s str {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let without_bytes = match symbol.rsplit_once('@') {
        Some((name, bytes)) if is_number(bytes) && !name.is_empty() => {
            name.strip_suffix('@').unwrap_or(name)
        }
        Some(_) | None => symbol,
    };
    let name = match without_bytes.strip_prefix('@') {
        Some(fastcall) if without_bytes != symbol => return fastcall,
        Some(_) | None => without_bytes,
    };
    let is_vectorcall = symbol.contains("@@");
    if target.has_underscore_prefix() && !is_vectorcall {
        name.strip_prefix('_').unwrap_or(name)
    } else {
        name
    }
}

/// Whether nobody would declare it: it belongs to linkers, to import libraries, or to C++.
pub(super) fn is_internal(symbol: &str, target: &Target) -> bool {
    let begins = |starts: &[&str]| starts.iter().any(|start| symbol.starts_with(start));
    let c_name = c_name(symbol, target);
    let of_windows = target.os == "windows"
        && (begins(&[
            IMPORT, "_imp__", "_head_", "__head_", "_nm_", "__nm_", "__fu", ".", "?",
        ]) || begins(&["__IMPORT_DESCRIPTOR_", "__NULL_IMPORT_DESCRIPTOR", "\u{7f}"])
            || symbol.ends_with("_iname")
            || symbol.ends_with("_NULL_THUNK_DATA"));
    let of_apple = target.is_apple() && begins(&["$ld$", ".objc_", "_OBJC_", "__mh_"]);
    OF_LINKERS.contains(&symbol)
        || OF_LINKERS.contains(&c_name)
        || begins(&["_Z", "__Z"])
        || symbol.starts_with('$')
        || of_windows
        || of_apple
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn names_of_c() {
        let name = |symbol, triple| c_name(symbol, &Target::parse(triple).unwrap()).to_owned();
        for (symbol, triple, expected) in [
            ("_f@8", "i686-pc-windows-gnu", "f"),
            ("@f@8", "i686-pc-windows-msvc", "f"),
            ("f@@16", "x86_64-pc-windows-msvc", "f"),
            ("f@@16", "i686-pc-windows-msvc", "f"),
            ("_f", "i686-pc-windows-gnu", "f"),
            ("__f", "i686-pc-windows-gnu", "_f"),
            ("_f", "x86_64-pc-windows-gnu", "_f"),
            ("_f", "aarch64-apple-darwin", "f"),
            ("_f", "x86_64-unknown-linux-gnu", "_f"),
            ("@8", "i686-pc-windows-gnu", "@8"),
            ("a@", "i686-pc-windows-gnu", "a@"),
            ("", "i686-pc-windows-gnu", ""),
        ] {
            assert_eq!(name(symbol, triple), expected, "{symbol}");
        }
    }

    #[test]
    fn what_nobody_declares() {
        let is = |symbol, triple| is_internal(symbol, &Target::parse(triple).unwrap());
        let linux = "x86_64-unknown-linux-gnu";
        for symbol in [
            "_init",
            "_fini",
            "__bss_start",
            "_edata",
            "_end",
            "_ZN3fooEv",
        ] {
            assert!(is(symbol, linux), "{symbol}");
        }
        assert!(is("__imp_CloseHandle", "x86_64-pc-windows-gnu"));
        assert!(is("__imp__CloseHandle@4", "i686-pc-windows-gnu"));
        assert!(is("__end", "i686-pc-windows-gnu"));
        for symbol in ["crc32", "_exit", "environ", "__imp_x"] {
            assert!(!is(symbol, linux), "{symbol}");
        }
    }
}
