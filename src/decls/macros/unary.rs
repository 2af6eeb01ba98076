//! Unary operators, casts, `sizeof` and `_Alignof` (C11 §6.5.3, §6.5.4).

use super::expression::Parser;
use super::operand::{Operand, Stop};
use super::text;
use super::token::Kind;

impl Parser<'_, '_> {
    /// Casts and unary operators.
    pub(super) fn unary(&mut self) -> Result<Operand, Stop> {
        self.deeper(Parser::unary_here)
    }

    /// Casts and unary operators, the depth being counted.
    fn unary_here(&mut self) -> Result<Operand, Stop> {
        let token = self.peek(0).ok_or(Stop::NotAConstant)?;
        match token.kind {
            Kind::Punctuator if token.is("(") && self.type_starts(1) => self.cast(),
            Kind::Punctuator if token.is("(") => self.postfix(),
            Kind::Punctuator => {
                self.at += 1;
                let operator = token.text();
                if !matches!(operator, "+" | "-" | "~" | "!" | "&" | "*") {
                    return Err(Stop::NotAConstant);
                }
                let operand = self.unary()?;
                self.operators().unary(operator, &operand)
            }
            Kind::Identifier => match token.text() {
                "sizeof" => {
                    self.at += 1;
                    self.size()
                }
                "_Alignof" => {
                    self.at += 1;
                    self.alignment()
                }
                "__extension__" => {
                    self.at += 1;
                    self.unary()
                }
                _ => self.postfix(),
            },
            Kind::Number | Kind::Character | Kind::Text | Kind::Other | Kind::Known => {
                self.postfix()
            }
        }
    }

    /// `(T)x`; a compound literal `(T){…}` is no constant (C11 §6.5.2.5).
    fn cast(&mut self) -> Result<Operand, Stop> {
        self.expect("(")?;
        let ty = self.type_name()?;
        self.expect(")")?;
        if self.next_is("{") {
            return Err(Stop::NotAConstant);
        }
        let operand = self.unary()?;
        self.operators().cast(&ty.shape, &operand)
    }

    /// What follows `sizeof`.
    fn size(&mut self) -> Result<Operand, Stop> {
        let size = if self.next_is("(") && self.type_starts(1) {
            self.expect("(")?;
            let ty = self.type_name()?;
            self.expect(")")?;
            if self.next_is("{") {
                return Err(Stop::Undecided);
            }
            ty.size()?
        } else if self.peek(0).is_none() {
            return Err(Stop::NotAConstant);
        } else {
            match self.under(false, Parser::unary) {
                Ok(operand) => self.size_of(&operand)?,
                Err(_) if self.unknown_name => return Err(Stop::NotAConstant),
                // What has no value here may well have a size.
                Err(_) => return Err(Stop::Undecided),
            }
        };
        Ok(Operand::integer(i128::from(size), self.dialect.size))
    }

    /// The size of an expression.
    fn size_of(&self, operand: &Operand) -> Result<u64, Stop> {
        let arithmetic = self.dialect.arithmetic;
        match operand {
            Operand::Integer { rank, .. } | Operand::Real { rank, .. } => {
                Ok(arithmetic.scalar(*rank).size)
            }
            Operand::Unrepresented("long double") => Ok(arithmetic.model.long_double.size),
            Operand::Text(units, unit) => u64::try_from(units.len())
                .map(|units| (units + 1) * text::unit_size(*unit, self.dialect))
                .map_err(|_| Stop::Undecided),
            Operand::Pointer(_) => Ok(arithmetic.model.pointer.size),
            Operand::Place(target) if target.is_bit_field => Err(Stop::NotAConstant),
            Operand::Place(target) => target.ty.as_ref().ok_or(Stop::Undecided)?.size(),
            Operand::Unrepresented(_) | Operand::Void => Err(Stop::Undecided),
        }
    }

    /// What follows `_Alignof`: a type. GNU's `__alignof__` gives another number where a
    /// structure may align a type less (`double` on i686).
    fn alignment(&mut self) -> Result<Operand, Stop> {
        if self.peek(0).is_none() {
            return Err(Stop::NotAConstant);
        }
        if !(self.next_is("(") && self.type_starts(1)) {
            return Err(Stop::Undecided);
        }
        self.expect("(")?;
        let ty = self.type_name()?;
        self.expect(")")?;
        let align = ty.layout.ok_or(Stop::Undecided)?.align;
        Ok(Operand::integer(i128::from(align), self.dialect.size))
    }
}
