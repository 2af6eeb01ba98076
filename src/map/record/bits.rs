//! Bit-fields: the runs of bytes that hold them, and the methods that read and write them.

use super::Types;
use super::words::{bit_place, in_bits};
use crate::decls::model::{CType, Definition, Field};
use crate::map::model::{Accessor, Piece, Type};

/// The bytes of a record that hold a bit-field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    /// The field that they are.
    pub(super) storage: String,
    /// The first of them in the record.
    pub(super) start: u64,
}

/// The methods for the bit-fields of a record, and remarks on those that can have none. `run`
/// says where the bit-field at an index lies, if it lies anywhere.
pub(super) fn accessors<'r>(
    definition: &Definition,
    run: impl Fn(usize) -> Option<&'r Run>,
    types: &Types<'_>,
) -> (Vec<Accessor>, Vec<String>) {
    if definition.fields.iter().all(|it| it.bit_width.is_none()) {
        return (Vec::new(), Vec::new());
    }
    let members = || definition.fields.iter().filter_map(|it| it.name.as_deref());
    let mut list = types.names.list(members());
    // A method may have the name of no member and of no other method.
    members().for_each(|member| list.keep_free(member));
    let (mut accessors, mut remarks) = (Vec::new(), Vec::new());
    for (index, field) in definition.fields.iter().enumerate() {
        let (Some(width), Some(name), Some(run)) = (field.bit_width, &field.name, run(index))
        else {
            continue;
        };
        match accessor(field, name, width, run, types) {
            Some(mut accessor) => {
                accessor.getter = list.of(name);
                let setter = types.names.setter(name, &accessor.getter);
                accessor.setter = list.add(&setter);
                accessors.push(accessor);
            }
            None => remarks.push(format!(
                "{} holds {name}: {} ({})",
                run.storage,
                place(field, width, types),
                spelling(&field.ty.ty)
            )),
        }
    }
    (accessors, remarks)
}

/// The methods of one bit-field, yet without names; `None` where Pyrite has no integer for it.
fn accessor(
    field: &Field,
    name: &str,
    width: u32,
    run: &Run,
    types: &Types<'_>,
) -> Option<Accessor> {
    let (ty, integer) = types.bit_field(&field.ty.ty)?;
    let first = field.offset_bits.checked_sub(run.start.checked_mul(8)?)?;
    let fits = match integer {
        Type::Bool => width == 1,
        Type::Int(bits) | Type::Uint(bits) => (1..=u32::from(bits)).contains(&width),
        Type::Void
        | Type::Isize
        | Type::Usize
        | Type::Float(_)
        | Type::Basic(_)
        | Type::Str
        | Type::Pointer { .. }
        | Type::Array { .. }
        | Type::Optional(_)
        | Type::Function { .. }
        | Type::Named(_) => false,
    };
    fits.then(|| Accessor {
        c_name: name.to_owned(),
        getter: String::new(),
        setter: String::new(),
        ty,
        integer,
        storage: run.storage.clone(),
        offset_bits: field.offset_bits,
        width,
        pieces: pieces(first, width, types.model.big_endian),
        place: place(field, width, types),
    })
}

/// The bytes that `width` bits lie in, which begin at bit `first` in the order of the target.
///
/// A little-endian target fills each byte from its lowest bit with the value from its lowest, a
/// big-endian one from its highest with the value from its highest.
fn pieces(first: u64, width: u32, big_endian: bool) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut done = 0;
    while done < width {
        let place = first + u64::from(done);
        // Less than 8, so it fits.
        let bit = u32::try_from(place % 8).unwrap_or(0);
        let count = (8 - bit).min(width - done);
        pieces.push(Piece {
            byte: place / 8,
            shift: if big_endian { 8 - bit - count } else { bit },
            width: count,
            at: if big_endian {
                width - done - count
            } else {
                done
            },
        });
        done += count;
    }
    pieces
}

/// Width and place of a bit-field, in words.
pub(super) fn place(field: &Field, width: u32, types: &Types<'_>) -> String {
    let place = bit_place(field.offset_bits, types);
    format!("{} at {place}", in_bits(width))
}

/// What C calls a type that has no integer in Pyrite.
fn spelling(ty: &CType) -> String {
    super::words::storage_remark(ty)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A piece.
    fn piece(byte: u64, shift: u32, width: u32, at: u32) -> Piece {
        Piece {
            byte,
            shift,
            width,
            at,
        }
    }

    #[test]
    fn a_little_endian_field_begins_at_the_lowest_bit() {
        assert_eq!(pieces(3, 4, false), [piece(0, 3, 4, 0)]);
        assert_eq!(pieces(3, 10, false), [piece(0, 3, 5, 0), piece(1, 0, 5, 5)]);
    }

    #[test]
    fn a_big_endian_field_begins_at_the_highest_bit() {
        assert_eq!(pieces(3, 4, true), [piece(0, 1, 4, 0)]);
        assert_eq!(pieces(3, 10, true), [piece(0, 0, 5, 5), piece(1, 3, 5, 0)]);
    }

    #[test]
    fn sixty_four_bits_may_lie_in_nine_bytes() {
        let nine = pieces(2, 64, false);
        assert_eq!(nine.len(), 9);
        assert_eq!(nine.last(), Some(&piece(8, 0, 2, 62)));
    }
}
