//! Other names are only other names: real headers in another style and without their prefix have
//! the same items, the same symbols and no name twice.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::collections::BTreeMap;

use support::pyrite::{self, Dialect, Kind, ReadItem};

/// The items of a header, as the strict reader has them: it refuses a module in which a name
/// stands twice, is reserved or is not defined.
fn items(arguments: &[&str]) -> Vec<ReadItem> {
    let libclang = support::libclangs().unwrap().remove(0);
    let mut command = support::quarry(env!("CARGO_BIN_EXE_quarry"), &libclang);
    let text = support::output_of(command.args(arguments)).unwrap();
    pyrite::check(&text, Dialect::Spec).unwrap_or_else(|why| panic!("{arguments:?}: {why}"))
}

/// How many items of each kind there are, and how often each symbol is declared.
fn gist(items: &[ReadItem]) -> BTreeMap<String, usize> {
    let mut gist = BTreeMap::new();
    for item in items {
        let kind = match &item.kind {
            Kind::Function { .. } | Kind::Variable { .. } => {
                format!("symbol {}", item.link_name.as_ref().unwrap_or(&item.name))
            }
            Kind::Opaque => "opaque".to_owned(),
            Kind::Alias(_) => "alias".to_owned(),
            Kind::Record { is_union, fields } => format!("record {is_union} {}", fields.len()),
            Kind::Constant { value, .. } => format!("constant {value:?}"),
            Kind::Impl(methods) => format!("impl {}", methods.len()),
            Kind::Imported { .. } => format!("import {}", item.name),
            Kind::Skipped { location, .. } => format!("skipped {} {location}", item.name),
        };
        *gist.entry(kind).or_default() += 1;
    }
    gist
}

/// A header keeps its items and symbols under other names, and enough names are other ones.
fn same_under_other_names(header: &[&str], prefixes: &[&str], least: usize) {
    let plain = items(header);
    let mut arguments = header.to_vec();
    arguments.push("--names=pyrite");
    arguments.extend(prefixes);
    let styled = items(&arguments);
    let (before, after) = (gist(&plain), gist(&styled));
    for (what, count) in &before {
        assert_eq!(after.get(what), Some(count), "{header:?}: {what}");
    }
    assert_eq!(before, after, "{header:?}");
    let names = plain.iter().zip(&styled);
    let other = names.filter(|(one, other)| one.name != other.name).count();
    assert!(
        other >= least,
        "{header:?}: only {other} names are other ones"
    );
}

#[test]
fn sqlite() {
    let prefixes = ["--strip-prefix=sqlite3_", "--strip-prefix=SQLITE_"];
    same_under_other_names(&["sqlite3.h"], &prefixes, 600);
}

#[test]
fn sdl() {
    let prefixes = ["--strip-prefix=SDL_"];
    same_under_other_names(&["SDL2/SDL.h"], &prefixes, 1500);
}

#[test]
fn vulkan() {
    let prefixes = [
        "--strip-prefix=vk",
        "--strip-prefix=Vk",
        "--strip-prefix=VK_",
    ];
    same_under_other_names(&["vulkan/vulkan.h"], &prefixes, 3000);
}

#[test]
fn windows() {
    let header = [
        "windows.h",
        "--target=x86_64-pc-windows-gnu",
        "-isystem/usr/share/mingw-w64/include",
    ];
    same_under_other_names(&header, &[], 5000);
}

#[test]
fn a_lost_symbol_is_seen() {
    let items = items(&["sqlite3.h"]);
    let mut lost = items.clone();
    let at = lost
        .iter()
        .position(|item| item.name == "sqlite3_open")
        .unwrap();
    lost[at].name = "open".to_owned();
    assert_ne!(gist(&items), gist(&lost));
    lost[at].link_name = Some("sqlite3_open".to_owned());
    assert_eq!(gist(&items), gist(&lost));
}
