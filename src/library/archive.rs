//! Archives: static libraries, and import libraries of Windows.

use object::read::archive::ArchiveFile;
use object::read::coff::{ImportFile, ImportType};
use object::{File, FileKind};

use super::symbol::{Binding, Sort, Symbol};
use super::{Library, machine, member};
use crate::target::Target;

/// The symbol that gcc gives an object file whose code only its link-time optimiser can read.
const INTERMEDIATE: &str = "__gnu_lto_slim";

/// Adds what the members define.
///
/// # Errors
/// A sentence: the archive is broken, or for another machine.
pub fn add(library: &mut Library, bytes: &[u8], target: &Target) -> Result<(), String> {
    let archive = ArchiveFile::parse(bytes).map_err(|error| error.to_string())?;
    if archive.is_thin() {
        return Err("it is a thin archive, which has no members of its own".to_owned());
    }
    for found in archive.members() {
        let found = found.map_err(|error| error.to_string())?;
        let data = found.data(bytes).map_err(|error| error.to_string())?;
        let name = String::from_utf8_lossy(found.name()).into_owned();
        match FileKind::parse(data) {
            Ok(FileKind::CoffImport) => {
                let import = ImportFile::parse(data).map_err(|error| error.to_string())?;
                if machine::architecture(target).is_some_and(|it| it != import.architecture()) {
                    let has = import.architecture();
                    return Err(format!("{name} is for {has:?}, not for {}", target.arch));
                }
                library.add(vec![imported(&import)]);
            }
            Ok(_) => {
                let file = File::parse(data).map_err(|error| format!("{name}: {error}"))?;
                machine::check(&file, target).map_err(|what| format!("{name}: {what}"))?;
                match member::symbols(&file) {
                    Ok(symbols) if symbols.iter().any(|(name, _)| name == INTERMEDIATE) => {
                        let what = "it has code for gcc's link-time optimiser only";
                        library.unread.push(format!("{name}: {what}"));
                    }
                    Ok(symbols) => library.add(symbols),
                    Err(error) => library.unread.push(format!("{name}: {error}")),
                }
            }
            Err(error) => library.unread.push(format!("{name}: {error}")),
        }
    }
    Ok(())
}

/// What a short member of an import library stands for.
fn imported(import: &ImportFile<'_>) -> (String, Symbol) {
    let sort = match import.import_type() {
        ImportType::Code => Sort::Function,
        ImportType::Data | ImportType::Const => Sort::Data,
    };
    let name = String::from_utf8_lossy(import.symbol()).into_owned();
    (name, Symbol::new(sort, Binding::Global))
}
