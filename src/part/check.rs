//! Whether a part says what the map phase could have said, as far as the later phases rely on it.
//!
//! What a text may hold is emit's to guard, and the text is read back afterwards. Here stand the
//! numbers that are computed with, and the target, which conditions are made of.

use std::collections::HashSet;

use super::Part;
use crate::map::model::{Accessor, ItemKind, Module, Piece, SCHEMA, Type};
use crate::target::{DataModel, Target};

/// What is wrong with a part.
pub(super) fn check(part: &Part) -> Result<(), String> {
    let module = &part.module;
    if module.schema != SCHEMA {
        return Err(format!("its module has schema {}", module.schema));
    }
    if module.headers.is_empty() {
        return Err("it names no header".to_owned());
    }
    check_target(&module.target)?;
    check_model(module)?;
    let mut names = HashSet::new();
    for item in &module.items {
        let is_skipped = matches!(item.kind, ItemKind::Skipped(_));
        if !is_skipped && !names.insert(item.name.as_str()) {
            return Err(format!("it has `{}` twice", item.name));
        }
        let ItemKind::Record(record) = &item.kind else {
            continue;
        };
        if let Some(bits) = record.accessors.iter().find(|it| !is_possible(it)) {
            return Err(format!(
                "the bit-field `{}` of `{}` has bits that no byte has",
                bits.getter, item.name
            ));
        }
    }
    Ok(())
}

/// Whether a target is the table's, or could be one that the table does not have.
fn check_target(target: &Target) -> Result<(), String> {
    let is_word = |text: &str| {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "_.+-".contains(c);
        text.len() <= 100 && text.chars().all(is_plain)
    };
    let Target {
        triple,
        clang_triple,
        os,
        arch,
        env,
        pointer_width,
        big_endian: _,
    } = target;
    let words = [triple, clang_triple, os, arch, env];
    if triple.is_empty() || os.is_empty() || arch.is_empty() || !words.iter().all(|it| is_word(it))
    {
        return Err(format!("`{triple}` is no target"));
    }
    if !matches!(pointer_width, 16 | 32 | 64) {
        return Err(format!("{triple} has pointers of {pointer_width} bits"));
    }
    match Target::parse(triple) {
        Ok(known) if known != *target => Err(format!("{triple} is another target here")),
        // The table need not have it.
        Ok(_) | Err(_) => Ok(()),
    }
}

/// Whether sizes are those of a machine.
fn check_model(module: &Module) -> Result<(), String> {
    let DataModel {
        char_signed: _,
        big_endian: _,
        short,
        int,
        long,
        long_long,
        pointer,
        float,
        double,
        long_double,
        wchar,
        wchar_signed: _,
        flt_eval_method: _,
    } = module.data_model;
    let all = [
        short,
        int,
        long,
        long_long,
        pointer,
        float,
        double,
        long_double,
        wchar,
    ];
    match all.iter().find(|it| !(1..=32).contains(&it.size)) {
        Some(it) => Err(format!("a type of C has {} bytes", it.size)),
        None => Ok(()),
    }
}

/// Whether the methods of a bit-field can be computed.
fn is_possible(accessor: &Accessor) -> bool {
    let is_integer = |ty: &Type| {
        *ty == Type::Bool
            || [8, 16, 32, 64]
                .iter()
                .any(|n| *ty == Type::Int(*n) || *ty == Type::Uint(*n))
    };
    let fits = |piece: &Piece| {
        let Piece {
            byte: _,
            shift,
            width,
            at,
        } = *piece;
        (1..=8).contains(&width) && shift < 8 && shift + width <= 8 && at < 64 && at + width <= 64
    };
    is_integer(&accessor.integer)
        && (1..=64).contains(&accessor.width)
        && !accessor.pieces.is_empty()
        && accessor.pieces.iter().all(fits)
}
