//! What a module declares to be in a library.

use super::size::Sizes;
use crate::library;
use crate::pyrite::model::{Function, Item, ItemKind, Linkage, Module};
use crate::target::Target;
use crate::verdict::Unchecked;

/// An extern function or variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Declared<'m> {
    /// The line of its name.
    pub(super) line: u32,
    /// What the verdict calls it: `fn sqlite3_open`.
    pub(super) label: String,
    /// A function rather than a variable.
    pub(super) is_function: bool,
    /// The symbol that object files of the target have for it.
    pub(super) symbol: String,
    /// `@link("z")`: where it is to be.
    pub(super) libraries: &'m [String],
}

impl<'m> Declared<'m> {
    /// All that exist on a target, in the module's order, and those whose symbol is not known.
    pub(super) fn all(
        module: &'m Module,
        target: &'m Target,
    ) -> (Vec<Declared<'m>>, Vec<Unchecked>) {
        let mut sizes = Sizes::new(module, target);
        let (mut declared, mut unchecked) = (Vec::new(), Vec::new());
        for (item, linkage) in linked(module, target) {
            let (label, symbol) = match &item.kind {
                ItemKind::Function(function) => (
                    format!("fn {}", item.name),
                    symbol(name_of(item, linkage), function, &mut sizes, target),
                ),
                ItemKind::Variable(variable) => {
                    let word = if variable.mutable { "var" } else { "let" };
                    let name = name_of(item, linkage);
                    let symbol = library::symbol(name, library::Declared::Variable, target);
                    (format!("{word} {}", item.name), Ok(symbol))
                }
                ItemKind::Opaque
                | ItemKind::Alias(_)
                | ItemKind::Record(_)
                | ItemKind::Constant(_)
                | ItemKind::Implementation(_)
                | ItemKind::Skipped(_) => continue,
            };
            let line = item.position.line;
            match symbol {
                Ok(symbol) => declared.push(Declared {
                    line,
                    label,
                    is_function: matches!(item.kind, ItemKind::Function(_)),
                    symbol,
                    libraries: &linkage.libraries,
                }),
                Err(reason) => unchecked.push(Unchecked {
                    line,
                    item: label,
                    reason,
                }),
            }
        }
        (declared, unchecked)
    }
}

/// The libraries that the module's items name on a target, each once, in order.
pub(super) fn libraries(module: &Module, target: &Target) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (_, linkage) in linked(module, target) {
        for name in &linkage.libraries {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
    }
    names
}

/// The items that exist on a target and have a symbol.
fn linked<'m>(
    module: &'m Module,
    target: &'m Target,
) -> impl Iterator<Item = (&'m Item, &'m Linkage)> {
    let items = module.items.iter().filter(|item| item.exists_on(target));
    items.filter_map(|item| match &item.kind {
        ItemKind::Function(function) => Some((item, &function.linkage)),
        ItemKind::Variable(variable) => Some((item, &variable.linkage)),
        ItemKind::Opaque
        | ItemKind::Alias(_)
        | ItemKind::Record(_)
        | ItemKind::Constant(_)
        | ItemKind::Implementation(_)
        | ItemKind::Skipped(_) => None,
    })
}

/// The name that the symbol is made from.
fn name_of<'m>(item: &'m Item, linkage: &'m Linkage) -> &'m str {
    linkage.symbol.as_deref().unwrap_or(&item.name)
}

/// The symbol of a function.
///
/// # Errors
/// Why nobody can tell: the size of a parameter is a part of it, and not known.
fn symbol<'m>(
    name: &str,
    function: &'m Function,
    sizes: &mut Sizes<'m>,
    target: &Target,
) -> Result<String, String> {
    let with = |parameters: &[u64]| {
        let declared = library::Declared::Function {
            convention: function.convention.as_deref(),
            parameters,
            variadic: function.variadic,
        };
        library::symbol(name, declared, target)
    };
    // Most symbols do not say how large parameters are.
    if with(&[]) == with(&[1]) {
        return Ok(with(&[]));
    }
    let mut parameters = Vec::new();
    for parameter in &function.parameters {
        let size = sizes.of(&parameter.ty).map_err(|why| {
            let parameter = &parameter.name;
            format!("its symbol says how large `{parameter}` is, which is not known: {why}")
        })?;
        parameters.push(size);
    }
    Ok(with(&parameters))
}
