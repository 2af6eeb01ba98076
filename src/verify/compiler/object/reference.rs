//! The places of an object file that a linker fills in, each with the name that it refers to.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "kinds of relocations are open lists: only a few are meant at each place"
)]

use std::collections::{BTreeMap, BTreeSet};

use object::{
    Architecture, BinaryFormat, File, Object as _, ObjectSection, ObjectSymbol, Relocation,
    RelocationFlags, RelocationKind, RelocationTarget, SectionIndex, SymbolKind, macho, pe,
};

use super::Place;

/// All references of a file.
pub(super) struct References {
    /// By section and offset.
    all: BTreeMap<(usize, u64), Reference>,
    /// Variables of threads, as far as the kind of a reference tells.
    pub thread_local: BTreeSet<String>,
}

/// What one place refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reference {
    /// The name; a section's, where there is no name at the place that is meant.
    pub name: String,
    /// How far behind its beginning.
    offset: u64,
}

impl Reference {
    /// The beginning of a name.
    fn to(name: &str) -> Reference {
        Reference {
            name: name.to_owned(),
            offset: 0,
        }
    }
}

impl std::fmt::Display for Reference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Reference { name, offset } = self;
        match offset {
            0 => write!(f, "{name}"),
            offset => write!(f, "{name}+{offset}"),
        }
    }
}

/// What a relocation means.
enum Meant {
    /// A name.
    Name(Reference),
    /// A place of a section.
    Place(SectionIndex, u64),
    /// A section, the place in which is not known.
    Section(SectionIndex),
}

/// Where mingw keeps the address of a variable that may be elsewhere.
const POINTER_TO: &str = ".refptr.";

impl References {
    /// Reads them. `places` are sorted by section and start.
    ///
    /// # Errors
    /// Where the file is broken.
    pub fn read(file: &File, places: &[Place]) -> object::read::Result<References> {
        let mut references = References {
            all: BTreeMap::new(),
            thread_local: BTreeSet::new(),
        };
        let mut nameless = Vec::new();
        for section in file.sections() {
            if section.size() == 0 {
                continue;
            }
            let data = section.data().unwrap_or_default();
            for (offset, relocation) in section.relocations() {
                let key = (section.index().0, offset);
                let reference = match meant(file, data, offset, &relocation)? {
                    None => continue,
                    Some(Meant::Name(reference)) => reference,
                    Some(Meant::Section(section)) => Reference::to(&name_of(file, section)),
                    Some(Meant::Place(section, offset)) => match at(places, section, offset) {
                        Some(reference) => reference,
                        None => {
                            nameless.push((key, section, offset));
                            continue;
                        }
                    },
                };
                if is_of_thread(file.architecture(), &relocation) {
                    references.thread_local.insert(reference.name.clone());
                }
                // Of two at one place (as where a linker may shorten code) the first has the name.
                references.all.entry(key).or_insert(reference);
            }
        }
        for (key, section, offset) in nameless {
            // The compiler's own: an address that code takes from there is what is meant.
            let reference = match references.all.get(&(section.0, offset)) {
                Some(reference) => reference.clone(),
                None => Reference {
                    name: name_of(file, section),
                    offset,
                },
            };
            references.all.entry(key).or_insert(reference);
        }
        Ok(references)
    }

    /// The references within one name's place: offset in the section, and what is referred to.
    pub fn within(&self, place: &Place) -> impl Iterator<Item = (u64, &Reference)> {
        let section = place.section.0;
        // A range that ends before it begins would panic.
        let range = (section, place.start)..(section, place.end.max(place.start));
        self.all
            .range(range)
            .map(|((_, offset), reference)| (*offset, reference))
    }
}

/// A section's name.
fn name_of(file: &File, section: SectionIndex) -> String {
    let section = file.section_by_index(section);
    let name = section.and_then(|it| it.name_bytes().map(<[u8]>::to_vec));
    String::from_utf8_lossy(&name.unwrap_or_default()).into_owned()
}

/// The name at a place of a section.
fn at(places: &[Place], section: SectionIndex, offset: u64) -> Option<Reference> {
    let end = places.partition_point(|it| (it.section.0, it.start) <= (section.0, offset));
    let before = places.get(..end)?;
    let nearest = before.last().filter(|it| it.section == section)?.start;
    // Of those that begin there the first is the one that others see.
    let near = |it: &&Place| it.section == section && it.start == nearest;
    let has_it = |it: &&Place| offset == it.start || offset < it.end;
    let best = before.iter().rev().take_while(near).filter(has_it).last()?;
    Some(Reference {
        name: best.name.clone(),
        offset: offset.saturating_sub(nearest),
    })
}

/// What a relocation means; none where it means nothing.
fn meant(
    file: &File,
    data: &[u8],
    offset: u64,
    relocation: &Relocation,
) -> object::read::Result<Option<Meant>> {
    let addend = match relocation.has_implicit_addend() {
        true => stored(file, data, offset, relocation),
        false => Some(relocation.addend()),
    };
    let meant = match relocation.target() {
        RelocationTarget::Symbol(index) => {
            let symbol = file.symbol_by_index(index)?;
            match (symbol.section_index(), addend) {
                (Some(section), None) if symbol.kind() == SymbolKind::Section => {
                    Meant::Section(section)
                }
                (Some(section), Some(addend)) if symbol.kind() == SymbolKind::Section => {
                    let start = addend.saturating_add(ahead(file, relocation));
                    u64::try_from(start)
                        .map_or(Meant::Section(section), |it| Meant::Place(section, it))
                }
                _ => {
                    let name = String::from_utf8_lossy(symbol.name_bytes()?).into_owned();
                    // Only in data does the number say where in a variable; in code it may be
                    // counted from the next instruction.
                    let is_data = relocation.kind() == RelocationKind::Absolute;
                    let inside = addend.filter(|_| is_data).and_then(|it| it.try_into().ok());
                    Meant::Name(Reference {
                        name: name.strip_prefix(POINTER_TO).unwrap_or(&name).to_owned(),
                        offset: inside.unwrap_or(0),
                    })
                }
            }
        }
        RelocationTarget::Section(section) => {
            let base = file.section_by_index(section)?.address();
            let start = addend.and_then(|it| u64::try_from(it.saturating_sub_unsigned(base)).ok());
            start.map_or(Meant::Section(section), |it| Meant::Place(section, it))
        }
        _ => return Ok(None),
    };
    Ok(Some(meant))
}

/// How far ahead of the relocation's place the processor counts from, where it adds the number to
/// its own address: the number is less by that.
fn ahead(file: &File, relocation: &Relocation) -> i64 {
    let is_relative = matches!(
        relocation.kind(),
        RelocationKind::Relative | RelocationKind::PltRelative
    );
    if file.format() != BinaryFormat::Elf || !is_relative {
        return 0;
    }
    match file.architecture() {
        Architecture::X86_64 | Architecture::I386 if relocation.size() == 32 => 4,
        // From the instruction's beginning, which is behind.
        Architecture::S390x => -2,
        _ => 0,
    }
}

/// The number that stands where the address will be; none where it is part of an instruction.
fn stored(file: &File, data: &[u8], offset: u64, relocation: &Relocation) -> Option<i64> {
    let width = match relocation.size() {
        32 => 4,
        64 => 8,
        16 => 2,
        _ => return None,
    };
    let start = usize::try_from(offset).ok()?;
    let bytes = data.get(start..start.checked_add(width)?)?;
    let fold = |number: u64, byte: &u8| number << 8 | u64::from(*byte);
    let number = match file.is_little_endian() {
        true => bytes.iter().rev().fold(0, fold),
        false => bytes.iter().fold(0, fold),
    };
    // Smaller numbers are signed as well.
    let unused = 64_u32.saturating_sub(u32::from(relocation.size()));
    Some(number.cast_signed() << unused >> unused)
}

/// Whether this kind of reference is to a variable of threads. In ELF the names say so.
fn is_of_thread(architecture: Architecture, relocation: &Relocation) -> bool {
    match (relocation.flags(), architecture) {
        (RelocationFlags::MachO { r_type, .. }, Architecture::X86_64) => {
            r_type == macho::X86_64_RELOC_TLV
        }
        (RelocationFlags::MachO { r_type, .. }, Architecture::Aarch64) => matches!(
            r_type,
            macho::ARM64_RELOC_TLVP_LOAD_PAGE21 | macho::ARM64_RELOC_TLVP_LOAD_PAGEOFF12
        ),
        (RelocationFlags::Coff { typ }, Architecture::X86_64) => typ == pe::IMAGE_REL_AMD64_SECREL,
        (RelocationFlags::Coff { typ }, Architecture::I386) => typ == pe::IMAGE_REL_I386_SECREL,
        (RelocationFlags::Coff { typ }, Architecture::Aarch64) => matches!(
            typ,
            pe::IMAGE_REL_ARM64_SECREL
                | pe::IMAGE_REL_ARM64_SECREL_LOW12A
                | pe::IMAGE_REL_ARM64_SECREL_HIGH12A
                | pe::IMAGE_REL_ARM64_SECREL_LOW12L
        ),
        _ => false,
    }
}
