//! Literals, names, parentheses and what follows them (C11 §6.5.1, §6.5.2).

use std::rc::Rc;

use super::Form;
use super::compilers::{is_c23, is_compilers, is_foldable};
use super::expression::Parser;
use super::number::number;
use super::operand::{Operand, Stop, Target};
use super::rank::Rank;
use super::text;
use super::token::{Kind, Token};
use super::typename::{Shape, TypeName};

impl Parser<'_, '_> {
    /// A primary expression and what follows it: `[0]`, `.m`, `->m`, `(…)`.
    pub(super) fn postfix(&mut self) -> Result<Operand, Stop> {
        let mut value = self.primary()?;
        while let Some(token) = self.peek(0) {
            let member = token.is(".") || token.is("->");
            let addressed = matches!(value, Operand::Place(_) | Operand::Pointer(_));
            if token.is("++") || token.is("--") {
                return Err(Stop::NotAConstant);
            } else if token.is("(") {
                return Err(self.no_constant());
            } else if token.is("[") && matches!(value, Operand::Text(..)) {
                return Err(Stop::Undecided);
            } else if token.is("[") && addressed {
                value = self.element(&value)?;
            } else if member && addressed {
                value = self.member(&value)?;
            } else {
                break;
            }
        }
        Ok(value)
    }

    /// What something is that has no value at compile time: no matter, where it is not evaluated.
    fn no_constant(&self) -> Stop {
        if self.evaluated {
            Stop::NotAConstant
        } else {
            Stop::Undecided
        }
    }

    /// A literal, a name, or an expression in parentheses.
    fn primary(&mut self) -> Result<Operand, Stop> {
        let token = self.peek(0).ok_or(Stop::NotAConstant)?;
        self.at += 1;
        match token.kind {
            Kind::Number => number(token.text(), self.dialect),
            Kind::Character => text::character(token.text(), self.dialect),
            Kind::Text => {
                let rest = self.tokens.get(self.at - 1..).unwrap_or(&[]);
                let literals = rest
                    .iter()
                    .take_while(|token| matches!(token.kind, Kind::Text))
                    .map(Token::text);
                self.at += literals.clone().count() - 1;
                text::string(literals, self.dialect)
            }
            Kind::Known => token.value().cloned().ok_or(Stop::NotAConstant),
            Kind::Identifier => self.name(token.text()),
            Kind::Punctuator if token.is("(") => {
                let value = self.comma()?;
                self.expect(")")?;
                Ok(value)
            }
            Kind::Punctuator | Kind::Other => Err(Stop::NotAConstant),
        }
    }

    /// What a name stands for.
    fn name(&mut self, name: &str) -> Result<Operand, Stop> {
        if let Some((value, ty)) = self.names.enumerator(name) {
            let rank = Rank::of(&ty).ok_or(Stop::Undecided)?;
            return Ok(Operand::integer(value, rank));
        }
        if let Some(rank) = infinity(name) {
            self.expect("(")?;
            self.expect(")")?;
            return self.operators().cast(
                &Shape::Arithmetic(rank, None),
                &Operand::Real {
                    value: f64::INFINITY,
                    rank: Rank::Double,
                },
            );
        }
        if let Some(rank) = not_a_number(name) {
            return self.nan(rank);
        }
        if name == "__builtin_offsetof" {
            return self.offset();
        }
        // The mode of the machine at run time.
        if name == "__builtin_flt_rounds" {
            return Err(self.no_constant());
        }
        // `#define __alignof __alignof__`
        if self.tokens.len() == 1 && name != "__null" && is_compilers(name) {
            return Err(Stop::NotAConstant);
        }
        if is_compilers(name) || (self.dialect.c23 && is_c23(name)) {
            return Err(Stop::Undecided);
        }
        if !self.names.is_declared(name) {
            // The compiler knows more names that begin with `_`, and C once took any function.
            self.unknown_name |= !name.starts_with('_') && !self.next_is("(");
            return Err(Stop::NotAConstant);
        }
        // clang folds calls like `strlen("abc")`.
        if self.next_is("(") && is_foldable(name) {
            return Err(Stop::Undecided);
        }
        let ty = self.names.type_of(name);
        // It may be a `constexpr` object.
        if self.dialect.c23
            && let Some(facts) = &ty
            && matches!(facts.form, Form::Arithmetic(_))
        {
            return Err(Stop::Undecided);
        }
        Ok(Operand::Place(Target {
            ty: ty.map(|facts| Rc::new(TypeName::of(&facts))),
            ..Target::default()
        }))
    }

    /// What follows `__builtin_nan`: `("")` for the usual one of the many.
    fn nan(&mut self, rank: Rank) -> Result<Operand, Stop> {
        self.expect("(")?;
        let payload = self.conditional()?;
        self.expect(")")?;
        if !matches!(payload, Operand::Text(units, _) if units.is_empty()) {
            return Err(Stop::Undecided);
        }
        let value = Operand::Real {
            value: f64::NAN,
            rank: Rank::Double,
        };
        self.operators()
            .cast(&Shape::Arithmetic(rank, None), &value)
    }
}

/// The builtin functions of what is no number, and their type.
fn not_a_number(name: &str) -> Option<Rank> {
    match name {
        "__builtin_nan" | "__builtin_nans" => Some(Rank::Double),
        "__builtin_nanf" | "__builtin_nansf" => Some(Rank::Float),
        "__builtin_nanl" | "__builtin_nansl" => Some(Rank::LongDouble),
        _ => None,
    }
}

/// The builtin functions of infinity, and their type.
fn infinity(name: &str) -> Option<Rank> {
    match name {
        "__builtin_inf" | "__builtin_huge_val" => Some(Rank::Double),
        "__builtin_inff" | "__builtin_huge_valf" => Some(Rank::Float),
        "__builtin_infl" | "__builtin_huge_vall" => Some(Rank::LongDouble),
        _ => None,
    }
}
