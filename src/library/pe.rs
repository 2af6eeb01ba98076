//! Libraries of Windows: the table of exports.

use object::LittleEndian;
use object::pe::IMAGE_SCN_MEM_EXECUTE;
use object::read::pe::{ExportTarget, ImageNtHeaders, PeFile};

use super::symbol::{Binding, Sort, Symbol};

/// What it exports by name.
///
/// # Errors
/// Where it is broken.
pub fn symbols<Pe: ImageNtHeaders>(
    file: &PeFile<'_, Pe>,
) -> Result<Vec<(String, Symbol)>, object::read::Error> {
    let Some(table) = file.export_table()? else {
        return Ok(Vec::new());
    };
    let sections = file.section_table();
    let is_code = |address: u32| {
        sections.iter().any(|section| {
            let start = section.virtual_address.get(LittleEndian);
            let size = section.virtual_size.get(LittleEndian);
            let is_code = section.characteristics.get(LittleEndian) & IMAGE_SCN_MEM_EXECUTE != 0;
            is_code && address.checked_sub(start).is_some_and(|at| at < size)
        })
    };
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let mut symbols = Vec::new();
    for export in table.exports()? {
        // By its number alone, no declaration names it.
        let Some(name) = export.name else { continue };
        let (sort, forwarded) = match export.target {
            ExportTarget::Address(address) if is_code(address) => (Sort::Function, None),
            ExportTarget::Address(_) => (Sort::Data, None),
            ExportTarget::ForwardByOrdinal(library, number) => {
                (Sort::Unknown, Some(format!("{}.#{number}", text(library))))
            }
            ExportTarget::ForwardByName(library, name) => {
                let to = format!("{}.{}", text(library), text(name));
                (Sort::Unknown, Some(to))
            }
        };
        symbols.push((
            text(name),
            Symbol {
                forwarded,
                ..Symbol::new(sort, Binding::Global)
            },
        ));
    }
    Ok(symbols)
}
