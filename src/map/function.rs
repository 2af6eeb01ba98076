//! Functions: signature, symbol, or the reason why there is none to call.

use super::ctype::{self, Types};
use super::model::{Function, Item, ItemKind, Parameter};
use super::{facts, named_item, qualifier};
use crate::decls::model;
use crate::diagnostic::Reason;
use crate::target::Target;

/// Maps one function.
pub fn function(function: &model::Function, types: &Types<'_>, target: &Target) -> Item {
    let name = types.names.of_value(&function.name);
    named(name, function, types, target)
}

/// Maps one function to an item of this name.
pub fn named(name: &str, function: &model::Function, types: &Types<'_>, target: &Target) -> Item {
    let mut item = named_item(name, &function.name, &function.source);
    let facts = function.source.facts.as_deref();
    let signature = match facts.and_then(facts::refusal) {
        Some(reason) => Err(reason),
        None => signature(name, function, types, target),
    };
    item.kind = match signature {
        Ok(signature) => {
            item.remarks = lost_qualifiers(function, &signature);
            if let Some(facts) = facts {
                let sentences = facts::of_function(facts, &signature.parameters);
                facts::append_more(&mut item.doc, facts, &sentences);
            }
            signature.into()
        }
        Err(reason) => {
            item.name.clone_from(&function.name);
            item.c_name = None;
            ItemKind::Skipped(reason)
        }
    };
    item.remarks
        .extend(facts.into_iter().flat_map(facts::remarks));
    for parameter in &function.ty.parameters {
        if let Some(reason) = types.unsaid_function(&parameter.ty) {
            item.remarks.push(format!("function pointer: {reason}"));
        }
    }
    item
}

/// What C says of parameters and result that their Pyrite types cannot.
fn lost_qualifiers(function: &model::Function, signature: &Function) -> Vec<String> {
    let names = signature.parameters.iter().map(|it| it.name.as_str());
    names
        .zip(&function.ty.parameters)
        .chain([("the result", &function.ty.result)])
        .filter_map(|(name, ty)| Some(format!("{name}: {} in C", qualifier::lost(ty)?)))
        .collect()
}

/// Everything but the name.
fn signature(
    name: &str,
    function: &model::Function,
    types: &Types<'_>,
    target: &Target,
) -> Result<Function, Reason> {
    let named = function.parameter_names.iter().flatten();
    let mut list = types.names.list(named.map(String::as_str));
    let parameters = function
        .ty
        .parameters
        .iter()
        .zip(&function.parameter_names)
        .enumerate()
        .map(|(index, (ty, name))| {
            Ok(Parameter {
                name: match name {
                    Some(name) => list.of(name),
                    None => list.add(&format!("arg{index}")),
                },
                ty: types.by_value(ty)?,
            })
        })
        .collect::<Result<_, Reason>>()?;
    Ok(Function {
        link_name: link_name(name, &function.name, function.link_name.as_deref(), target)?,
        convention: ctype::convention(&function.ty.convention)?,
        parameters,
        variadic: function.ty.variadic,
        result: types.result(&function.ty.result)?,
    })
}

/// The text of `@link_name`: the C-level name of the symbol where Pyrite's name is another.
///
/// An asm label is the symbol itself. Where the target's C names carry a leading `_` in object
/// files, the label's has to go again, because `@link_name` takes C's name.
///
/// # Errors
/// [`Reason::SymbolPrefix`] for a label without the prefix, which no C-level name gives.
pub fn link_name(
    name: &str,
    c_name: &str,
    label: Option<&str>,
    target: &Target,
) -> Result<Option<String>, Reason> {
    let symbol = match label {
        Some(label) if target.has_underscore_prefix() => label
            .strip_prefix('_')
            .ok_or_else(|| Reason::SymbolPrefix(label.to_owned()))?,
        Some(label) => label,
        None => c_name,
    };
    Ok((symbol != name).then(|| symbol.to_owned()))
}
