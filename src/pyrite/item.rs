//! Items: what each line at the left edge begins.

use super::attribute::Above;
use super::block::Names;
use super::characters::is_scalar;
use super::error::{Error, Fault, Position, Result};
use super::model::{
    Condition, Constant, Function, Import, Item, ItemKind, Record, Skipped, Variable,
};
use super::parser::Parser;
use super::token::TokenKind;
use super::types::{FloatType, IntegerType, Role, Type};

/// What may begin an item.
const ITEM: &str = "`extern`, `struct`, `union`, `opaque`, `type`, `const`, `impl`, an attribute \
                    or documentation";

/// What a module is made of.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Items {
    /// `from … import …`
    pub(super) imports: Vec<Import>,
    /// All others.
    pub(super) items: Vec<Item>,
}

impl Parser<'_> {
    /// Reads all imports and items, behind those that were read before, that begin above an offset.
    pub(super) fn items(&mut self, read: &mut Items, end: u32) -> Result<()> {
        let Items { imports, items } = read;
        while self.token.kind != TokenKind::End && self.position().offset < end {
            if self.token.kind == TokenKind::Indent {
                return Err(self.fault(Fault::Stray));
            }
            match self.token.kind {
                TokenKind::Skipped(text) => items.push(self.skipped(text)?),
                TokenKind::Word(_)
                | TokenKind::Integer(_)
                | TokenKind::Float(_)
                | TokenKind::Text(_)
                | TokenKind::Doc(_)
                | TokenKind::Mark(_)
                | TokenKind::Newline
                | TokenKind::Indent
                | TokenKind::Dedent
                | TokenKind::End => {
                    let above = self.above()?;
                    match self.sees("from") {
                        true => imports.push(self.import(above, items.is_empty())?),
                        false => items.push(self.item(above)?),
                    }
                }
            }
        }
        Ok(())
    }

    /// Reads a `# skipped:` line, of which `text` is what follows these words.
    fn skipped(&mut self, text: &str) -> Result<Item> {
        let read = skipped(text).filter(|(.., condition)| condition.is_none() || !self.is_alpha());
        let (name, skipped, condition) = read.ok_or_else(|| self.fault(Fault::Skipped))?;
        Ok(Item {
            position: self.advance()?.position,
            name,
            doc: Vec::new(),
            condition,
            origin: None,
            kind: ItemKind::Skipped(skipped),
        })
    }

    /// Reads an item below what stands above it.
    fn item(&mut self, mut above: Above) -> Result<Item> {
        let position = self.position();
        let (name, kind) = self.declaration(&mut above)?;
        if let Some(fault) = above.fault_on(&kind) {
            return Err(Error { position, fault });
        }
        Ok(Item {
            position,
            name,
            doc: above.doc,
            condition: above.condition,
            origin: None,
            kind,
        })
    }

    /// Reads an item without what stands above it, and the end of its last line.
    fn declaration(&mut self, above: &mut Above) -> Result<(String, ItemKind)> {
        let TokenKind::Word(word) = self.token.kind else {
            return Err(self.unexpected(ITEM));
        };
        let (name, kind) = match word {
            "extern" => {
                self.advance()?;
                self.external(above)?
            }
            "opaque" => {
                self.spec_only("opaque types; `struct` with `_opaque: [u8; 0]` stands for one")?;
                self.advance()?;
                self.expect("type", "`type`")?;
                let name = self.type_name()?;
                self.expect(";", "`;`")?;
                (name, ItemKind::Opaque)
            }
            "type" => {
                self.spec_only("aliases")?;
                self.advance()?;
                let name = self.type_name()?;
                self.expect("=", "`=` and a type")?;
                (name, ItemKind::Alias(self.ty(Role::Any)?))
            }
            "const" => {
                self.advance()?;
                self.constant()?
            }
            "struct" | "union" => {
                if word == "union" {
                    self.spec_only("unions")?;
                }
                return self.record(word == "union", above);
            }
            "impl" => {
                self.spec_only("methods")?;
                self.advance()?;
                let (name, _) = self.name("the name of a structure or union")?;
                self.expect(":", "`:`")?;
                return Ok((name, ItemKind::Implementation(self.methods()?)));
            }
            _ => return Err(self.unexpected(ITEM)),
        };
        self.end_of_line()?;
        Ok((name, kind))
    }

    /// Reads what follows `extern`.
    fn external(&mut self, above: &mut Above) -> Result<(String, ItemKind)> {
        if self.sees("let") || self.sees("var") {
            self.spec_only("extern variables")?;
            let mutable = self.advance()?.source == "var";
            let (name, _) = self.name("the name of a variable")?;
            self.expect(":", "`:` and a type")?;
            let variable = Variable {
                linkage: std::mem::take(&mut above.linkage),
                mutable,
                ty: self.ty(Role::Held)?,
            };
            return Ok((name, ItemKind::Variable(variable)));
        }
        let mut convention = None;
        if matches!(self.token.kind, TokenKind::Text(_)) {
            self.spec_only("calling conventions")?;
            convention = Some(self.string("a calling convention")?);
        }
        self.expect(
            "fn",
            match convention {
                None => "`fn`, `let`, `var` or a calling convention in quotes",
                Some(_) => "`fn`",
            },
        )?;
        let (name, _) = self.name("the name of a function")?;
        self.expect("(", "`(`")?;
        let mut function = Function {
            linkage: std::mem::take(&mut above.linkage),
            convention,
            parameters: Vec::new(),
            variadic: false,
            result: None,
        };
        let mut names = Names::default();
        while !self.take(")")? {
            if !function.parameters.is_empty() {
                self.expect(",", "`,` or `)`")?;
            }
            if self.ellipsis()? {
                function.variadic = true;
                break;
            }
            let parameter = self.field("a parameter", Role::Passed)?;
            names.add(&parameter.name, parameter.position, "another parameter")?;
            function.parameters.push(parameter);
        }
        if self.take("->")? {
            function.result = Some(self.ty(Role::Passed)?);
        }
        Ok((name, ItemKind::Function(function)))
    }

    /// Reads a structure or union.
    fn record(&mut self, is_union: bool, above: &Above) -> Result<(String, ItemKind)> {
        self.advance()?;
        let name = self.type_name()?;
        self.expect(":", "`:`")?;
        let fields = self.block("a field", |parser, names| {
            let field = parser.field("the name of a field", Role::Held)?;
            parser.end_of_line()?;
            names.add(&field.name, field.position, "another field")?;
            Ok(field)
        })?;
        let repr = above.repr.unwrap_or_default();
        let record = Record {
            is_union,
            packed: repr.packed,
            align: repr.align,
            fields,
        };
        Ok((name, ItemKind::Record(record)))
    }

    /// Reads a constant behind `const`.
    fn constant(&mut self) -> Result<(String, ItemKind)> {
        let (name, _) = self.name("the name of a constant")?;
        let ty = self.constant_type()?;
        self.expect("=", "`=` and a value")?;
        let value = self.value(ty.as_ref())?;
        Ok((name, ItemKind::Constant(Constant { ty, value })))
    }

    /// Reads the type of a constant, with its `:`; alpha gives one to some constants only.
    fn constant_type(&mut self) -> Result<Option<Type>> {
        if !self.sees(":") && self.is_alpha() {
            return Ok(None);
        }
        self.expect(":", "`:` and a type")?;
        let position = self.position();
        if self.is_alpha() {
            let ty = match self.token.source {
                "String" => Type::Text,
                "i32" => Type::Integer(IntegerType::I32),
                "f64" => Type::Float(FloatType::F64),
                "bool" => Type::Bool,
                _ => return Err(self.unexpected("`i32`, `f64`, `bool` or `String`")),
            };
            self.advance()?;
            return Ok(Some(ty));
        }
        if self.take("&")? {
            self.expect("str", "`str`")?;
            return Ok(Some(Type::Text));
        }
        let ty = self.ty(Role::Held)?;
        match ty {
            Type::Integer(_)
            | Type::Float(_)
            | Type::Bool
            | Type::Named(_)
            | Type::Array { .. } => Ok(Some(ty)),
            Type::Void
            | Type::Text
            | Type::Pointer { .. }
            | Type::Optional(_)
            | Type::Function(_) => {
                let (ty, why) = ("this type", "no constant has it");
                let fault = Fault::Type { ty, why };
                Err(Error { position, fault })
            }
        }
    }

    /// Reads the name of a type that is defined here.
    fn type_name(&mut self) -> Result<String> {
        if let TokenKind::Word(word) = self.token.kind
            && is_scalar(word)
        {
            return Err(self.fault(Fault::Reserved(word.to_owned())));
        }
        let (name, _): (String, Position) = self.name("the name of a type")?;
        Ok(name)
    }
}

/// Reads `NAME (reason) at FILE:LINE`, and ` @cfg(…)` behind it.
fn skipped(text: &str) -> Option<(String, Skipped, Option<Condition>)> {
    let (rest, place) = text.trim().rsplit_once(") at ")?;
    let (name, reason) = rest.split_once(" (")?;
    // A place ends in a number.
    let (place, condition) = match place.strip_suffix(')') {
        Some(place) => {
            let (place, condition) = place.rsplit_once(" @cfg(")?;
            (place, Some(Condition::read(condition)?))
        }
        None => (place, None),
    };
    let (file, line) = place.rsplit_once(':')?;
    if name.is_empty() || reason.is_empty() || file.is_empty() {
        return None;
    }
    let skipped = Skipped {
        reason: reason.to_owned(),
        file: file.to_owned(),
        line: line.parse().ok()?,
    };
    Some((name.to_owned(), skipped, condition))
}
