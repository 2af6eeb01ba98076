//! A small, strict reader of Pyrite's module format, written from the format's rules alone: it
//! shares no code with what writes modules, so that an error there is not read back as right.

mod attribute;
mod body;
mod condition;
mod import;
mod item;
mod lexer;
mod module;
mod read;
mod signature;
mod text;
mod types;

#[allow(unused_imports, reason = "every test binary uses its own part")]
pub(crate) use item::{Kind, ReadItem};

/// Which of Pyrite's two forms a module must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// All of the specification.
    Spec,
    /// What the alpha 1.1 compiler takes.
    Alpha,
}

/// Reads a module and checks every rule that can be seen in its text.
///
/// # Errors
/// The first breach, as `line: message` with lines from 1.
pub(crate) fn check(text: &str, dialect: Dialect) -> Result<Vec<ReadItem>, String> {
    text::check(text)?;
    let items = read::read(text, dialect)?;
    let targets: Vec<&str> = text
        .lines()
        .take_while(|line| line.starts_with("# "))
        .filter_map(|line| line.strip_prefix("# target: "))
        .collect();
    // Each target has a module of its own in the text.
    let mut used = vec![0; items.len()];
    for target in &targets {
        let selected = condition::selected(&items, target)?;
        for (item, used) in items.iter().zip(&mut used) {
            *used += usize::from(selected.iter().any(|it| std::ptr::eq(*it, item)));
        }
        module::check(&selected, dialect).map_err(|what| match target {
            _ if targets.len() == 1 => what,
            target => format!("{what} on {target}"),
        })?;
    }
    for (item, used) in items.iter().zip(used) {
        if targets.len() > 1 && item.cfg.is_some() && (used == 0 || used == targets.len()) {
            let (line, targets) = (item.line, targets.len());
            return Err(format!(
                "{line}: its condition holds on {used} of {targets} targets"
            ));
        }
    }
    Ok(items)
}

/// Whether a word may not be a name.
fn is_reserved(name: &str) -> bool {
    const RESERVED: &str = " fn let var const if elif else for while break continue return struct \
        enum union match case true false None unsafe import from pub and or not defer with try as \
        type trait impl in move extern mut self Self where dyn pass int uint usize isize float \
        char bool void str String Option Vector List borrow inout take opaque print assert fail \
        main ";
    RESERVED.split_whitespace().any(|word| word == name)
}
