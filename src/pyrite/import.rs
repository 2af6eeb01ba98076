//! `from a.b import X, Y`: names that other modules define. They stand above all items, each
//! statement on one line, or with its names within brackets.

use super::attribute::Above;
use super::block::Names;
use super::characters::is_scalar;
use super::error::{Error, Fault, Position, Result};
use super::model::Condition;
use super::parser::Parser;
use super::token::TokenKind;

/// A statement that imports names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// Where its `from` stands.
    pub position: Position,
    /// `@cfg(…)`: on which targets it counts.
    pub condition: Option<Condition>,
    /// The module's name: words with dots between them.
    pub module: String,
    /// The names, in order; one at least.
    pub names: Vec<Imported>,
}

/// A name that is imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// Where it stands.
    pub position: Position,
    /// The name.
    pub name: String,
}

impl Parser<'_> {
    /// Reads an import, whose `from` comes next.
    pub(super) fn import(&mut self, above: Above, is_first: bool) -> Result<Import> {
        let position = self.position();
        let fault = match above.fault_on_import() {
            None if !is_first => Some(Fault::LateImport),
            fault => fault,
        };
        if let Some(fault) = fault {
            return Err(Error { position, fault });
        }
        self.advance()?;
        let (mut module, _) = self.name("the name of a module")?;
        while self.take(".")? {
            let (word, _) = self.name("the rest of a module's name")?;
            module.push('.');
            module.push_str(&word);
        }
        self.expect("import", "`.` or `import`")?;
        let is_broken = self.take("(")?;
        let mut seen = Names::default();
        let mut names = Vec::new();
        loop {
            let imported = self.imported()?;
            seen.add(
                &imported.name,
                imported.position,
                "another name of this import",
            )?;
            names.push(imported);
            if !self.take(",")? {
                break;
            }
        }
        if is_broken {
            self.expect(")", "`,` or `)`")?;
        }
        if self.token.kind != TokenKind::Newline {
            return Err(self.unexpected("`,` or the end of the line"));
        }
        self.end_of_line()?;
        Ok(Import {
            position,
            condition: above.condition,
            module,
            names,
        })
    }

    /// Reads one name.
    fn imported(&mut self) -> Result<Imported> {
        if let TokenKind::Word(word) = self.token.kind
            && is_scalar(word)
        {
            return Err(self.fault(Fault::Reserved(word.to_owned())));
        }
        let (name, position) = self.name("a name to import")?;
        Ok(Imported { position, name })
    }
}
