//! The reverse: what libraries have that the module does not declare.

use std::collections::{BTreeMap, BTreeSet};

use super::Linked;
use super::declared::Declared;
use super::names;
use crate::pyrite::model::{ItemKind, Module};
use crate::target::Target;
use crate::verdict::{Remark, RemarkKind, Verdict};

/// Adds a remark for each such symbol, and for each library that was not read as a whole.
pub(super) fn add(
    module: &Module,
    declared: &[Declared<'_>],
    libraries: &[Linked],
    target: &Target,
    verdict: &mut Verdict,
) {
    let skipped = skipped(module);
    let known = |is_dll: bool| -> BTreeSet<String> {
        let names = declared
            .iter()
            .flat_map(|item| names::of(&item.symbol, is_dll, target));
        names.map(|(name, _)| name).collect()
    };
    let (known_elsewhere, known_to_dlls) = (known(false), known(true));
    for linked in libraries {
        let library = &linked.library;
        let known = match library.is_dll {
            true => &known_to_dlls,
            false => &known_elsewhere,
        };
        for (symbol, found) in &library.symbols {
            let is_ours = known.contains(symbol) || names::is_internal(symbol, target);
            if is_ours || !found.can_be_linked() {
                continue;
            }
            let reason = skipped.get(names::c_name(symbol, target));
            verdict.remarks.push(Remark {
                kind: RemarkKind::NotDeclared,
                line: reason.map(|(line, _)| *line),
                item: symbol.clone(),
                message: match reason {
                    Some((_, reason)) => format!("exported, and skipped here: {reason}"),
                    None => "exported, and not declared here".to_owned(),
                },
                judge: linked.name.clone(),
            });
        }
        for member in &library.unread {
            verdict.remarks.push(Remark {
                kind: RemarkKind::Unread,
                line: None,
                item: linked.name.clone(),
                message: format!("a member could not be read: {member}"),
                judge: linked.name.clone(),
            });
        }
    }
}

/// What the module skips, by C's name: the line and the reason.
fn skipped(module: &Module) -> BTreeMap<&str, (u32, &str)> {
    let items = module.items.iter().filter_map(|item| match &item.kind {
        ItemKind::Skipped(skipped) => Some((
            item.name.as_str(),
            (item.position.line, skipped.reason.as_str()),
        )),
        ItemKind::Function(_)
        | ItemKind::Variable(_)
        | ItemKind::Opaque
        | ItemKind::Alias(_)
        | ItemKind::Record(_)
        | ItemKind::Constant(_)
        | ItemKind::Implementation(_) => None,
    });
    items.collect()
}
