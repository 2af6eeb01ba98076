//! Constant expressions (C11 §6.5, §6.6), read and evaluated in one pass.

use super::Names;
use super::arithmetic::{Operator, Rank};
use super::dialect::Dialect;
use super::number::number;
use super::operand::{Operand, Stop};
use super::operators::{Comparison, Operators};
use super::text;
use super::token::{Kind, Token};
use super::typename::Shape;

/// How deep operators and parentheses may nest.
const DEPTH: u32 = 64;

/// Reads the tokens that a macro expands to.
pub(super) struct Parser<'p, 'm> {
    /// The tokens.
    tokens: &'p [Token<'m>],
    /// How many were read.
    pub(super) at: usize,
    /// What names mean.
    pub(super) names: &'p dyn Names,
    /// The compiler's C.
    pub(super) dialect: &'p Dialect<'m>,
    /// Whether this part of the expression is evaluated, rather than skipped by `&&`, `||`,
    /// `?:` or read by `sizeof` for its type.
    evaluated: bool,
    /// How deep we are.
    depth: u32,
}

/// A binary operator.
#[derive(Debug, Clone, Copy)]
enum Binary {
    /// One that makes a value of the common type.
    Arithmetic(Operator),
    /// One that makes 0 or 1.
    Comparison(Comparison),
    /// `<<`, or else `>>`.
    Shift {
        /// `<<`
        left: bool,
    },
    /// `||`, or else `&&`.
    Logical {
        /// `||`
        or: bool,
    },
}

/// A binary operator and how tight it binds (C11 §6.5.5 to §6.5.14).
fn binary_operator(text: &str) -> Option<(Binary, u8)> {
    Some(match text {
        "*" => (Binary::Arithmetic(Operator::Multiply), 10),
        "/" => (Binary::Arithmetic(Operator::Divide), 10),
        "%" => (Binary::Arithmetic(Operator::Remainder), 10),
        "+" => (Binary::Arithmetic(Operator::Add), 9),
        "-" => (Binary::Arithmetic(Operator::Subtract), 9),
        "<<" => (Binary::Shift { left: true }, 8),
        ">>" => (Binary::Shift { left: false }, 8),
        "<" => (Binary::Comparison(Comparison::Less), 7),
        ">" => (Binary::Comparison(Comparison::Greater), 7),
        "<=" => (Binary::Comparison(Comparison::LessEqual), 7),
        ">=" => (Binary::Comparison(Comparison::GreaterEqual), 7),
        "==" => (Binary::Comparison(Comparison::Equal), 6),
        "!=" => (Binary::Comparison(Comparison::Unequal), 6),
        "&" => (Binary::Arithmetic(Operator::And), 5),
        "^" => (Binary::Arithmetic(Operator::Xor), 4),
        "|" => (Binary::Arithmetic(Operator::Or), 3),
        "&&" => (Binary::Logical { or: false }, 2),
        "||" => (Binary::Logical { or: true }, 1),
        _ => return None,
    })
}

impl<'p, 'm> Parser<'p, 'm> {
    /// Starts at the first token.
    pub(super) fn new(
        tokens: &'p [Token<'m>],
        names: &'p dyn Names,
        dialect: &'p Dialect<'m>,
    ) -> Parser<'p, 'm> {
        Parser {
            tokens,
            at: 0,
            names,
            dialect,
            evaluated: true,
            depth: 0,
        }
    }

    /// The value of all the tokens. A comma outside parentheses makes a list, not a constant
    /// (C11 §6.6p3).
    pub(super) fn whole(mut self) -> Result<Operand, Stop> {
        let value = self.conditional()?;
        if self.at == self.tokens.len() {
            Ok(value)
        } else {
            Err(Stop::NotAConstant)
        }
    }

    /// Whether all the tokens are one type name.
    pub(super) fn whole_type(mut self) -> bool {
        self.type_starts(0) && self.type_name().is_ok() && self.at == self.tokens.len()
    }

    /// The token `ahead` of the next one.
    pub(super) fn peek(&self, ahead: usize) -> Option<&'p Token<'m>> {
        self.tokens.get(self.at + ahead)
    }

    /// Whether the next token is this punctuator.
    fn next_is(&self, punctuator: &str) -> bool {
        self.peek(0).is_some_and(|token| token.is(punctuator))
    }

    /// Reads this punctuator.
    pub(super) fn expect(&mut self, punctuator: &str) -> Result<(), Stop> {
        if self.next_is(punctuator) {
            self.at += 1;
            Ok(())
        } else {
            Err(Stop::NotAConstant)
        }
    }

    /// Reads a bracketed group, whatever is in it, and returns what is in it.
    pub(super) fn group(&mut self) -> Result<&'p [Token<'m>], Stop> {
        let start = self.at + 1;
        let mut nesting = 0u32;
        while let Some(token) = self.peek(0) {
            self.at += 1;
            if token.is("(") || token.is("[") || token.is("{") {
                nesting += 1;
            } else if token.is(")") || token.is("]") || token.is("}") {
                nesting = nesting.saturating_sub(1);
                if nesting == 0 {
                    return self
                        .tokens
                        .get(start..self.at - 1)
                        .ok_or(Stop::NotAConstant);
                }
            }
        }
        Err(Stop::NotAConstant)
    }

    /// The operators, which must know whether they are evaluated.
    fn operators(&self) -> Operators<'m> {
        Operators {
            arithmetic: self.dialect.arithmetic,
            evaluated: self.evaluated,
        }
    }

    /// Reads a part that is evaluated only where `evaluated` says so.
    fn under<T>(
        &mut self,
        evaluated: bool,
        read: impl FnOnce(&mut Self) -> Result<T, Stop>,
    ) -> Result<T, Stop> {
        let before = self.evaluated;
        self.evaluated = before && evaluated;
        let result = read(self);
        self.evaluated = before;
        result
    }

    /// Reads one level deeper.
    fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, Stop>) -> Result<T, Stop> {
        if self.depth >= DEPTH {
            return Err(Stop::Excess);
        }
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        result
    }

    /// `a, b` within parentheses.
    fn comma(&mut self) -> Result<Operand, Stop> {
        let mut value = self.conditional()?;
        while self.next_is(",") {
            self.at += 1;
            if matches!(value, Operand::Place) {
                return Err(Stop::NotAConstant);
            }
            value = match self.conditional()? {
                // An array decays to a pointer here, which only `sizeof` can tell.
                Operand::Text(..) => return Err(Stop::Undecided),
                value @ (Operand::Integer { .. }
                | Operand::Real { .. }
                | Operand::Unrepresented(_)
                | Operand::Pointer
                | Operand::Place
                | Operand::Void) => value,
            };
        }
        Ok(value)
    }

    /// `c ? a : b`, and GNU's `c ?: b`.
    pub(super) fn conditional(&mut self) -> Result<Operand, Stop> {
        let condition = self.binary(1)?;
        if !self.next_is("?") {
            return Ok(condition);
        }
        self.at += 1;
        let truth = self.operators().truth(&condition)?;
        let first = if self.next_is(":") {
            condition
        } else {
            self.deeper(|parser| parser.under(truth, Parser::comma))?
        };
        self.expect(":")?;
        let second = self.deeper(|parser| parser.under(!truth, Parser::conditional))?;
        self.operators().select(truth, &first, &second)
    }

    /// Operators that bind at least so tight.
    fn binary(&mut self, tightness: u8) -> Result<Operand, Stop> {
        let mut left = self.unary()?;
        while let Some(token) = self.peek(0)
            && matches!(token.kind, Kind::Punctuator)
            && let Some((operator, own)) = binary_operator(token.text())
            && own >= tightness
        {
            self.at += 1;
            left = match operator {
                Binary::Arithmetic(operator) => {
                    let right = self.binary(own + 1)?;
                    self.operators().binary(operator, &left, &right)?
                }
                Binary::Comparison(comparison) => {
                    let right = self.binary(own + 1)?;
                    self.operators().compare(comparison, &left, &right)?
                }
                Binary::Shift { left: is_left } => {
                    let right = self.binary(own + 1)?;
                    self.operators().shift(is_left, &left, &right)?
                }
                Binary::Logical { or } => {
                    let first = self.operators().truth(&left)?;
                    let right = self.under(first != or, |parser| parser.binary(own + 1))?;
                    let second = self.operators().truth(&right)?;
                    let value = if or { first || second } else { first && second };
                    Operand::integer(i128::from(value), Rank::Int)
                }
            };
        }
        Ok(left)
    }

    /// Casts and unary operators.
    fn unary(&mut self) -> Result<Operand, Stop> {
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
                self.operators().unary(operator, operand)
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
            Kind::Number | Kind::Character | Kind::Text | Kind::Other | Kind::Known(_) => {
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
            ty.layout.map(|layout| layout.size)
        } else {
            let operand = self
                .under(false, Parser::unary)
                // A name that is not known here may well have a size.
                .map_err(|_| Stop::Undecided)?;
            self.size_of(&operand)
        };
        let size = size.ok_or(Stop::Undecided)?;
        Ok(Operand::integer(i128::from(size), self.dialect.size))
    }

    /// The size of an expression.
    fn size_of(&self, operand: &Operand) -> Option<u64> {
        let arithmetic = self.dialect.arithmetic;
        match operand {
            Operand::Integer { rank, .. } | Operand::Real { rank, .. } => {
                Some(arithmetic.scalar(*rank).size)
            }
            Operand::Unrepresented("long double") => Some(arithmetic.model.long_double.size),
            Operand::Text(units, unit) => u64::try_from(units.len())
                .ok()
                .map(|units| (units + 1) * text::unit_size(*unit, self.dialect)),
            Operand::Pointer => Some(arithmetic.model.pointer.size),
            Operand::Unrepresented(_) | Operand::Place | Operand::Void => None,
        }
    }

    /// What follows `_Alignof`: a type. GNU's `__alignof__` gives another number where a
    /// structure may align a type less (`double` on i686).
    fn alignment(&mut self) -> Result<Operand, Stop> {
        if !(self.next_is("(") && self.type_starts(1)) {
            return Err(Stop::Undecided);
        }
        self.expect("(")?;
        let ty = self.type_name()?;
        self.expect(")")?;
        let align = ty.layout.ok_or(Stop::Undecided)?.align;
        Ok(Operand::integer(i128::from(align), self.dialect.size))
    }

    /// A primary expression and what follows it: `[0]`, `.m`, `->m`, `(…)`.
    fn postfix(&mut self) -> Result<Operand, Stop> {
        let mut value = self.primary()?;
        while let Some(token) = self.peek(0) {
            let member = token.is(".") || token.is("->");
            let addressed = matches!(value, Operand::Place | Operand::Pointer);
            if token.is("++") || token.is("--") {
                return Err(Stop::NotAConstant);
            } else if token.is("(") {
                return Err(self.no_constant());
            } else if token.is("[") && matches!(value, Operand::Text(..)) {
                return Err(Stop::Undecided);
            } else if token.is("[") && addressed {
                self.group()?;
            } else if member && addressed {
                self.at += 2;
            } else {
                break;
            }
            value = Operand::Place;
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
        match &token.kind {
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
            Kind::Known(operand) => Ok(operand.as_ref().clone()),
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
        if is_compilers(name) || (self.dialect.c23 && is_c23(name)) {
            return Err(Stop::Undecided);
        }
        if !self.names.is_declared(name) {
            return Err(Stop::NotAConstant);
        }
        // clang folds calls like `strlen("abc")`.
        if self.next_is("(") && is_foldable(name) {
            return Err(Stop::Undecided);
        }
        Ok(Operand::Place)
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

/// Whether only the compiler knows what a name does.
fn is_compilers(name: &str) -> bool {
    name.starts_with("__builtin_")
        || matches!(
            name,
            "_Generic"
                | "typeof"
                | "__typeof__"
                | "__typeof"
                | "__alignof__"
                | "__alignof"
                | "alignof"
                | "__real__"
                | "__imag__"
                | "__real"
                | "__imag"
                | "__null"
                | "__uuidof"
                | "offsetof"
                | "_Pragma"
        )
}

/// Words of C23.
pub(super) fn is_c23(name: &str) -> bool {
    matches!(
        name,
        "true" | "false" | "nullptr" | "bool" | "alignof" | "typeof_unqual" | "constexpr"
    )
}

/// Library functions that clang evaluates at compile time.
fn is_foldable(name: &str) -> bool {
    matches!(
        name,
        "strlen"
            | "wcslen"
            | "strcmp"
            | "strncmp"
            | "memcmp"
            | "bcmp"
            | "wcscmp"
            | "wcsncmp"
            | "wmemcmp"
            | "strchr"
            | "memchr"
            | "wcschr"
            | "wmemchr"
            | "abs"
            | "labs"
            | "llabs"
            | "fabs"
            | "fabsf"
            | "nan"
            | "nanf"
            | "ffs"
            | "ffsl"
            | "ffsll"
    )
}
