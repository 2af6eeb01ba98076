//! Shared libraries of ELF: the dynamic symbols, with their versions.

use object::read::elf::{ElfFile, FileHeader};
use object::{Object, ObjectSymbol, SymbolScope};

use super::member::sort;
use super::symbol::{Binding, Symbol, Version};

/// What it offers, and what it has for itself.
///
/// # Errors
/// Where it is broken.
pub fn symbols<Elf: FileHeader>(
    file: &ElfFile<'_, Elf>,
) -> Result<Vec<(String, Symbol)>, object::read::Error> {
    let endian = file.endian();
    let versions = file.elf_section_table().versions(endian, file.data())?;
    let mut symbols = Vec::new();
    for symbol in file.dynamic_symbols() {
        if symbol.is_undefined() || symbol.name_bytes()?.is_empty() {
            continue;
        }
        let mut binding = match symbol.is_weak() {
            _ if symbol.is_local() => Binding::Local,
            true => Binding::Weak,
            false => Binding::Global,
        };
        let mut of_symbol = Vec::new();
        if let Some(table) = &versions {
            let index = table.version_index(endian, symbol.index());
            if index.is_local() {
                binding = Binding::Local;
            }
            of_symbol.extend(table.version(index)?.map(|version| Version {
                name: String::from_utf8_lossy(version.name()).into_owned(),
                is_default: !index.is_hidden(),
            }));
        }
        let name = String::from_utf8_lossy(symbol.name_bytes()?).into_owned();
        // The version itself is a symbol too, of no section.
        if of_symbol.iter().any(|version| version.name == name) {
            continue;
        }
        symbols.push((
            name,
            Symbol {
                versions: of_symbol,
                ..Symbol::new(sort(symbol.kind()), binding)
            },
        ));
    }
    // What is not offered is told apart from what is not there.
    for symbol in file.symbols() {
        let is_own = matches!(
            symbol.scope(),
            SymbolScope::Compilation | SymbolScope::Linkage
        );
        if symbol.is_definition() && is_own {
            let name = String::from_utf8_lossy(symbol.name_bytes()?).into_owned();
            symbols.push((name, Symbol::new(sort(symbol.kind()), Binding::Local)));
        }
    }
    Ok(symbols)
}
