//! `impl S:`: the methods that read and write the bit-fields of a record.
//!
//! Every step is exact: a mask comes before each shift and each cast, so that no bit is lost, no
//! sum overflows, and no shift is as wide as its type. Brackets stand wherever the order of two
//! operators could be asked for.

use std::fmt::{self, Write};

use super::text::{Name, shown};
use super::types::TypeText;
use crate::map::model::{Accessor, Dialect, Piece, Type};

/// A bit-field as the record's template shows it.
pub(super) struct AccessorView<'a> {
    /// The bit-field.
    accessor: &'a Accessor,
    /// The integer that is computed in: unsigned, of this many bits.
    bits: u32,
    /// C's is signed.
    signed: bool,
}

impl<'a> AccessorView<'a> {
    /// The view of a bit-field.
    pub(super) fn of(accessor: &'a Accessor) -> AccessorView<'a> {
        let (bits, signed) = match accessor.integer {
            Type::Int(bits) => (bits, true),
            Type::Uint(bits) => (bits, false),
            // The map phase gives no other but `bool`.
            Type::Bool
            | Type::Void
            | Type::Isize
            | Type::Usize
            | Type::Float(_)
            | Type::Basic(_)
            | Type::Str
            | Type::Pointer { .. }
            | Type::Array { .. }
            | Type::Optional(_)
            | Type::Function { .. }
            | Type::Named(_) => (8, false),
        };
        AccessorView {
            accessor,
            bits: u32::from(bits),
            signed,
        }
    }

    /// Writes both methods.
    fn write(&self, out: &mut dyn Write) -> fmt::Result {
        let ty = TypeText {
            ty: &self.accessor.ty,
            dialect: Dialect::Spec,
        };
        let name = Name(&self.accessor.getter);
        write!(out, "    fn {name}(&self) -> {ty}:")?;
        self.getter(out)?;
        let name = Name(&self.accessor.setter);
        write!(out, "\n    fn {name}(&mut self, value: {ty}):")?;
        self.setter(out)
    }

    /// The body of the method that reads.
    fn getter(&self, out: &mut dyn Write) -> fmt::Result {
        let value = match self.accessor.pieces.as_slice() {
            [piece] => self.taken(piece),
            pieces => {
                let mut names = Vec::with_capacity(pieces.len());
                for (index, piece) in pieces.iter().enumerate() {
                    let part = format!("bits{index}");
                    write!(out, "\n        let {part} = {}", bare(&self.taken(piece)))?;
                    names.push(part);
                }
                format!("({})", names.join(" | "))
            }
        };
        let value = self.extended(&value);
        let as_is = match self.accessor.ty {
            Type::Uint(bits) => !self.signed && u32::from(bits) == self.bits,
            Type::Int(bits) => self.signed && u32::from(bits) == self.bits,
            Type::Bool
            | Type::Void
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
        if as_is {
            return write!(out, "\n        return {}", bare(&value));
        }
        let ty = TypeText {
            ty: &self.accessor.ty,
            dialect: Dialect::Spec,
        };
        write!(out, "\n        return {value} as {ty}")
    }

    /// One piece as an unsigned integer, at its place in the value.
    fn taken(&self, piece: &Piece) -> String {
        let mut text = self.byte(piece);
        if piece.shift > 0 {
            text = format!("({text} >> {})", piece.shift);
        }
        if piece.shift + piece.width < 8 {
            text = format!("({text} & {})", ones(piece.width));
        }
        if self.bits > 8 {
            text = format!("({text} as u{})", self.bits);
        }
        if piece.at > 0 {
            text = format!("({text} << {})", piece.at);
        }
        text
    }

    /// A value of the field's width, extended by its sign.
    fn extended(&self, value: &str) -> String {
        let (bits, width) = (self.bits, self.accessor.width);
        match self.signed {
            false => value.to_owned(),
            true if width >= bits => format!("({value} as i{bits})"),
            // The sign bit turned over is the value plus 2^(width - 1).
            true => {
                let sign = 1_u64 << (width - 1);
                format!("((({value} ^ {sign}) as i{bits}) - {sign})")
            }
        }
    }

    /// The body of the method that writes.
    fn setter(&self, out: &mut dyn Write) -> fmt::Result {
        let is_plain = matches!(self.accessor.ty, Type::Uint(_));
        let value = if is_plain { "value" } else { "bits" };
        if !is_plain {
            write!(out, "\n        let bits = value as u{}", self.bits)?;
        }
        for piece in &self.accessor.pieces {
            let byte = self.byte(piece);
            let given = self.given(value, piece);
            match 255 ^ (ones(piece.width) << piece.shift) {
                0 => write!(out, "\n        {byte} = {}", bare(&given))?,
                kept => write!(out, "\n        {byte} = ({byte} & {kept}) | {given}")?,
            }
        }
        Ok(())
    }

    /// What a value gives to one byte.
    fn given(&self, value: &str, piece: &Piece) -> String {
        let mut text = value.to_owned();
        if piece.at > 0 {
            text = format!("({text} >> {})", piece.at);
        }
        if piece.at + piece.width < self.bits {
            text = format!("({text} & {})", ones(piece.width));
        }
        if piece.shift > 0 {
            text = format!("({text} << {})", piece.shift);
        }
        if self.bits > 8 {
            text = format!("({text} as u8)");
        }
        text
    }

    /// The byte that a piece lies in.
    fn byte(&self, piece: &Piece) -> String {
        format!("self.{}[{}]", Name(&self.accessor.storage), piece.byte)
    }
}

shown!(AccessorView<'_>);

/// As many ones as bits.
fn ones(width: u32) -> u32 {
    (1 << width.min(8)) - 1
}

/// A text without the brackets that are around all of it.
fn bare(text: &str) -> &str {
    let inner = text.strip_prefix('(').and_then(|it| it.strip_suffix(')'));
    let Some(inner) = inner else {
        return text;
    };
    let mut depth = 0_i32;
    for byte in inner.bytes() {
        depth += match byte {
            b'(' => 1,
            b')' => -1,
            _ => 0,
        };
        if depth < 0 {
            return text;
        }
    }
    inner
}
