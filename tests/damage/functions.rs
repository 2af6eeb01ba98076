//! Damage to functions and variables as such.

use super::kinds::{Damage, Damaged, damage, head_changed, signed};
use super::text::{Block, Kind, Signature, typed};
use super::world::World;

/// What a change does to a signature; false where it has nothing to change.
type Change = fn(&mut Signature, &World) -> bool;

/// Changes of signatures.
const SIGNATURES: [(&str, Change); 16] = [
    ("parameters swapped", |it, world| {
        let list = &mut it.parameters;
        let differ = |at: &usize| world.resolved(&list[*at].1) != world.resolved(&list[at + 1].1);
        let Some(at) = (0..list.len().saturating_sub(1)).find(differ) else {
            return false;
        };
        list.swap(at, at + 1);
        true
    }),
    ("first parameter missing", |it, _| {
        (!it.parameters.is_empty())
            .then(|| it.parameters.remove(0))
            .is_some()
    }),
    ("last parameter missing", |it, _| {
        it.parameters.pop().is_some()
    }),
    ("parameter more at the end", |it, _| {
        it.parameters.push(("more".to_owned(), "i32".to_owned()));
        true
    }),
    ("parameter more at the start", |it, _| {
        it.parameters
            .insert(0, ("more".to_owned(), "*mut void".to_owned()));
        true
    }),
    ("result lost", |it, _| it.result.take().is_some()),
    ("result added", |it, _| {
        it.result.is_none() && it.result.replace("i32".to_owned()).is_none()
    }),
    ("variadic lost", |it, _| std::mem::take(&mut it.variadic)),
    ("variadic added", |it, _| {
        !it.parameters.is_empty() && !std::mem::replace(&mut it.variadic, true)
    }),
    ("convention lost", |it, _| it.convention.take().is_some()),
    ("convention added: stdcall", |it, world| {
        world.is_i686
            && !it.variadic
            && it.convention.is_none()
            && it.convention.replace("\"stdcall\"".to_owned()).is_none()
    }),
    ("convention added: ms_abi", |it, world| {
        !world.is_i686
            && it.convention.is_none()
            && it.convention.replace("\"ms_abi\"".to_owned()).is_none()
    }),
    ("another convention", |it, _| {
        let Some(convention) = &mut it.convention else {
            return false;
        };
        let other = if convention == "\"stdcall\"" {
            "\"fastcall\""
        } else {
            "\"stdcall\""
        };
        *convention = other.to_owned();
        true
    }),
    ("a convention that there is not", |it, _| {
        it.convention = Some("\"pascal\"".to_owned());
        true
    }),
    ("another function's name", |it, _| {
        it.name.push_str("_quarry");
        true
    }),
    ("one letter of the name in the other case", |it, _| {
        let Some(letter) = it.name.pop() else {
            return false;
        };
        it.name.push(match letter.is_ascii_lowercase() {
            true => letter.to_ascii_uppercase(),
            false => letter.to_ascii_lowercase(),
        });
        letter.is_ascii_alphabetic()
    }),
];

/// All kinds of damage to functions and variables.
pub(crate) fn all() -> Vec<Damage> {
    let mut all = Vec::new();
    for (name, change) in SIGNATURES {
        all.push(damage(name, Kind::Function, move |block, world| {
            let mut signature = Signature::of(block);
            // Of a function that goes by another symbol the name is the module's own.
            let is_name = name.contains("name") && block.head > 0;
            (!is_name && change(&mut signature, world)).then(|| signed(block, &signature))
        }));
    }
    all.push(damage(
        "function as variable",
        Kind::Function,
        |block, _| {
            let mut lines = block.lines[..block.head].to_vec();
            lines.push(format!("extern let {}: [u8; 0]", block.name));
            let at = block.head;
            Some(Damaged { lines, at })
        },
    ));
    all.push(damage(
        "variable as function",
        Kind::Variable,
        |block, _| {
            let mut lines = block.lines[..block.head].to_vec();
            lines.push(format!("extern fn {}() -> i32", block.name));
            let at = block.head;
            Some(Damaged { lines, at })
        },
    ));
    all.push(damage("var as let", Kind::Variable, |block, _| {
        // The elements of an array are what is constant: none are none.
        head_changed(block, "extern var", "extern let")
    }));
    all.push(damage("let as var", Kind::Variable, |block, _| {
        head_changed(block, "extern let", "extern var")
    }));
    all.push(damage(
        "another variable's name",
        Kind::Variable,
        |block, _| {
            let (before, _) = typed(&block.lines[block.head])?;
            let changed = before.replacen(&block.name, &format!("{}_quarry", block.name), 1);
            head_changed(block, before, &changed).filter(|_| block.head == 0)
        },
    ));
    for kind in [Kind::Function, Kind::Variable] {
        all.push(damage(
            format!("symbol added ({kind:?})"),
            kind,
            |block, _| {
                let mut lines = block.lines.clone();
                lines.insert(0, "@link_name(\"quarry_other\")".to_owned());
                let at = block.head + 1;
                (block.head == 0).then_some(Damaged { lines, at })
            },
        ));
        all.push(damage(
            format!("symbol lost ({kind:?})"),
            kind,
            |block, _| {
                let mut lines = block.lines.clone();
                let place = link_name(block)?;
                lines.remove(place);
                let at = block.head - 1;
                Some(Damaged { lines, at })
            },
        ));
        all.push(damage(
            format!("another symbol ({kind:?})"),
            kind,
            |block, _| {
                let mut lines = block.lines.clone();
                let place = link_name(block)?;
                lines[place] = lines[place].replace("\")", "_quarry\")");
                let at = block.head;
                Some(Damaged { lines, at })
            },
        ));
    }
    all
}

/// Where a symbol is told.
fn link_name(block: &Block) -> Option<usize> {
    let attributes = &block.lines[..block.head];
    attributes
        .iter()
        .position(|it| it.starts_with("@link_name("))
}
