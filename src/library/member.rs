//! Object files, alone or as members of an archive, and libraries of macOS, whose table of symbols
//! is of the same form.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "kinds of files and symbols are open lists: only a few are meant at each place"
)]

use object::{File, Object, ObjectSymbol, SymbolKind, SymbolScope};

use super::symbol::{Binding, Sort, Symbol};

/// What it defines.
///
/// # Errors
/// Where it is broken.
pub fn symbols(file: &File<'_>) -> Result<Vec<(String, Symbol)>, object::read::Error> {
    let mut symbols = Vec::new();
    for symbol in file.symbols() {
        if symbol.is_undefined() || !(symbol.is_definition() || symbol.is_common()) {
            continue;
        }
        let name = String::from_utf8_lossy(symbol.name_bytes()?).into_owned();
        symbols.push((name, Symbol::new(sort(symbol.kind()), binding(&symbol))));
    }
    Ok(symbols)
}

/// What kind of symbol it is.
pub fn sort(kind: SymbolKind) -> Sort {
    match kind {
        SymbolKind::Text => Sort::Function,
        SymbolKind::Data => Sort::Data,
        SymbolKind::Tls => Sort::ThreadLocal,
        _ => Sort::Unknown,
    }
}

/// Who can reach it. A hidden symbol of an object file is one for the program that it becomes a part of.
fn binding<'data>(symbol: &impl ObjectSymbol<'data>) -> Binding {
    match symbol.scope() {
        _ if symbol.is_local() => Binding::Local,
        SymbolScope::Compilation => Binding::Local,
        _ if symbol.is_weak() => Binding::Weak,
        _ => Binding::Global,
    }
}
