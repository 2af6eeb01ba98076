//! Object files, alone or as members of an archive, and libraries of macOS, whose table of symbols
//! is of the same form.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "kinds of files and symbols are open lists: only a few are meant at each place"
)]

use object::{
    BinaryFormat, File, Object, ObjectSection, ObjectSymbol, SectionKind, SymbolKind, SymbolScope,
};

use super::symbol::{Binding, Sort, Symbol};

/// What it defines.
///
/// # Errors
/// Where it is broken.
pub fn symbols(file: &File<'_>) -> Result<Vec<(String, Symbol)>, object::read::Error> {
    let is_coff = file.format() == BinaryFormat::Coff;
    let mut symbols = Vec::new();
    for symbol in file.symbols() {
        if symbol.is_undefined() || !(symbol.is_definition() || symbol.is_common()) {
            continue;
        }
        let name = String::from_utf8_lossy(symbol.name_bytes()?).into_owned();
        let sort = match sort(symbol.kind()) {
            // COFF says of few symbols what they are, and of GNU's import libraries of none.
            Sort::Data | Sort::Unknown if is_coff && is_code(file, &symbol) => Sort::Function,
            sort => sort,
        };
        symbols.push((name, Symbol::new(sort, binding(&symbol))));
    }
    Ok(symbols)
}

/// Whether a symbol stands in a section of code.
fn is_code<'data>(file: &File<'data>, symbol: &impl ObjectSymbol<'data>) -> bool {
    let section = symbol.section_index();
    let section = section.and_then(|index| file.section_by_index(index).ok());
    section.is_some_and(|section| section.kind() == SectionKind::Text)
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
