//! Universal files of macOS: one library for each of several machines.

use object::FileKind;
use object::read::macho::{FatArch, MachOFatFile32, MachOFatFile64};

use super::machine::architecture;
use crate::target::Target;

/// The part of a universal file that is for a target.
///
/// # Errors
/// A sentence that says what it is for.
pub fn slice<'b>(bytes: &'b [u8], kind: FileKind, target: &Target) -> Result<&'b [u8], String> {
    let of_object = |error: object::read::Error| error.to_string();
    if kind == FileKind::MachOFat32 {
        let file = MachOFatFile32::parse(bytes).map_err(of_object)?;
        of_arches(file.arches(), bytes, target)
    } else {
        let file = MachOFatFile64::parse(bytes).map_err(of_object)?;
        of_arches(file.arches(), bytes, target)
    }
}

/// The same, for either form of its table.
fn of_arches<'b>(
    arches: &[impl FatArch],
    bytes: &'b [u8],
    target: &Target,
) -> Result<&'b [u8], String> {
    let wanted = architecture(target);
    let found = arches.iter().find(|it| Some(it.architecture()) == wanted);
    let Some(found) = found else {
        let has: Vec<String> = arches
            .iter()
            .map(|it| format!("{:?}", it.architecture()))
            .collect();
        return Err(format!(
            "it is for {}, not for {}",
            has.join(", "),
            target.arch
        ));
    };
    found.data(bytes).map_err(|error| error.to_string())
}
