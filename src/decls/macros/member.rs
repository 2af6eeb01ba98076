//! Members and elements of objects, and how far from the start they are (C11 §6.5.2.1, §6.5.2.3,
//! §7.19p3).

use super::expression::Parser;
use super::operand::{Operand, Stop, Target};
use super::typename::{Shape, TypeName};

impl Parser<'_, '_> {
    /// `[i]` after an object or a pointer.
    pub(super) fn element(&mut self, array: &Operand) -> Result<Operand, Stop> {
        let start = self.at;
        let index = self.expect("[").and_then(|()| {
            let index = self.comma()?;
            self.expect("]")?;
            Ok(index)
        });
        if matches!(index, Err(Stop::TooDeep)) {
            return Err(Stop::TooDeep);
        }
        let index = match index.ok() {
            Some(Operand::Integer { value, .. }) => Some(value),
            Some(_) | None => {
                // Which element it is, is not known here; which type it has, is.
                self.at = start;
                self.group()?;
                None
            }
        };
        let operators = self.operators();
        let Operand::Pointer(target) = &*operators.value(array)? else {
            return Ok(Operand::Place(Target::default()));
        };
        Ok(Operand::Place(match index {
            Some(index) => operators.step(target, index),
            None => Target {
                ty: target.ty.clone(),
                ..Target::default()
            },
        }))
    }

    /// `.m` after an object, `->m` after a pointer.
    pub(super) fn member(&mut self, record: &Operand) -> Result<Operand, Stop> {
        let arrow = self.peek(0).is_some_and(|token| token.is("->"));
        let name = self.peek(1).and_then(|token| token.identifier());
        let name = name.ok_or(Stop::NotAConstant)?;
        self.at += 2;
        let operators = self.operators();
        let record = if arrow {
            operators.value(record)?
        } else {
            std::borrow::Cow::Borrowed(record)
        };
        let whole = match (arrow, record.as_ref()) {
            (true, Operand::Pointer(target)) | (false, Operand::Place(target)) => target,
            // What a pointer object points to, nobody knows.
            (true, _) => return Ok(Operand::Place(Target::default())),
            (false, _) => return Err(Stop::NotAConstant),
        };
        let place = self.member_of(whole, name);
        Ok(Operand::Place(place.unwrap_or_default()))
    }

    /// A member by name; `None` where the record or the member is not known.
    fn member_of(&self, whole: &Target, name: &str) -> Option<Target> {
        let Shape::Record(record) = whole.ty.as_ref()?.shape else {
            return None;
        };
        let member = self.names.member(record, name)?;
        let ty = TypeName::of(&member.ty);
        let bytes = member.offset_bits / 8;
        Some(self.operators().part(whole, bytes, ty, member.is_bit_field))
    }

    /// What follows `__builtin_offsetof`: `(T, m.n[2])`, of type `size_t`.
    pub(super) fn offset(&mut self) -> Result<Operand, Stop> {
        self.expect("(")?;
        if !self.type_starts(0) {
            return Err(Stop::Undecided);
        }
        let ty = self.type_name()?;
        self.expect(",")?;
        let whole = Target {
            address: Some(0),
            ty: Some(std::rc::Rc::new(ty)),
            is_bit_field: false,
        };
        let name = self.peek(0).and_then(|token| token.identifier());
        let name = name.ok_or(Stop::NotAConstant)?;
        self.at += 1;
        let mut place = Operand::Place(self.member_of(&whole, name).ok_or(Stop::Undecided)?);
        while let Some(token) = self.peek(0) {
            let is_array = matches!(&place, Operand::Place(Target { ty: Some(ty), .. })
                if matches!(ty.shape, Shape::Array(..)));
            place = match token.text() {
                ")" => break,
                "." => self.member(&place)?,
                // Not through a pointer.
                "[" if is_array => self.element(&place)?,
                _ => return Err(Stop::Undecided),
            };
        }
        self.expect(")")?;
        match place {
            Operand::Place(target) if target.is_bit_field => Err(Stop::NotAConstant),
            Operand::Place(Target {
                address: Some(address),
                ..
            }) => Ok(Operand::integer(i128::from(address), self.dialect.size)),
            Operand::Place(_)
            | Operand::Integer { .. }
            | Operand::Real { .. }
            | Operand::Unrepresented(_)
            | Operand::Text(..)
            | Operand::Pointer(_)
            | Operand::Void => Err(Stop::Undecided),
        }
    }
}
