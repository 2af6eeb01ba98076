//! Headers of real C libraries on nine targets: nothing is lost and nothing changes by imports.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use quarry_bindgen::pyrite::{
    self,
    model::{Item, ItemKind, Module},
};
use quarry_bindgen::target::Target;
use regex::Regex;

use super::{Place, support, zig};

/// What they are for: libraries of six kinds, both widths, both orders of bytes.
const TARGETS: [&str; 9] = [
    "x86_64-unknown-linux-gnu",
    "i686-unknown-linux-gnu",
    "armv7-unknown-linux-gnueabihf",
    "s390x-unknown-linux-gnu",
    "aarch64-unknown-linux-musl",
    "x86_64-pc-windows-gnu",
    "aarch64-apple-darwin",
    "wasm32-wasip1",
    "x86_64-unknown-freebsd",
];

/// A place in a module.
static POSITION: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"position: Position \{[^}]*\}, ").unwrap());

/// A run for all targets.
fn run(place: &Place, line: &str, targets: &[&str]) -> String {
    let libclang = support::libclangs().unwrap().pop().unwrap();
    let mut command = support::quarry(env!("CARGO_BIN_EXE_quarry"), &libclang);
    command
        .args(line.split_whitespace())
        .arg("--skip-missing")
        .args(targets.iter().map(|it| format!("--target={it}")))
        .env("ZIG", zig::zig())
        .current_dir(place.0.path());
    let run = support::run(&mut command).unwrap();
    assert_eq!(run.code, Some(0), "{line}\n{}{}", run.stdout, run.stderr);
    run.stdout + &run.stderr
}

#[test]
fn nothing_is_lost_and_nothing_changes() {
    let place = Place::new(&[]);
    run(&place, "sys/types.h time.h -o types.pyrite", &TARGETS);
    run(
        &place,
        "sys/time.h --import=types.pyrite -o time.pyrite --verify",
        &TARGETS,
    );
    let mut backwards = TARGETS;
    backwards.reverse();
    let imports = "--import=types.pyrite --import=time.pyrite";
    let swapped = "--import=time.pyrite --import=types.pyrite";
    let types = ["types", "time"].map(|name| (name, read(&place, &format!("{name}.pyrite"))));
    for header in ["sys/stat.h", "unistd.h", "stdio.h"] {
        run(&place, &format!("{header} -o plain.pyrite"), &TARGETS);
        let said = run(
            &place,
            &format!("{header} {imports} -o own.pyrite --verify"),
            &TARGETS,
        );
        assert!(
            !said.contains("again") && said.contains(" imported"),
            "{header}\n{said}"
        );
        assert!(said.contains("no difference in "), "{header}\n{said}");
        support::pyrite::check(&place.text("own.pyrite"), support::pyrite::Dialect::Spec).unwrap();
        run(
            &place,
            &format!("{header} {swapped} -o other.pyrite"),
            &backwards,
        );
        assert_eq!(
            place.text("own.pyrite"),
            place.text("other.pyrite"),
            "{header}"
        );
        let (plain, own) = (read(&place, "plain.pyrite"), read(&place, "own.pyrite"));
        let mut shared = 0;
        for target in TARGETS {
            let target = Target::parse(target).unwrap();
            shared += compare(&plain, &own, &types, &target)
                .unwrap_or_else(|what| panic!("{header} on {}: {what}", target.triple));
        }
        assert!(shared > 30, "{header}: only {shared} are shared");
    }
}

#[test]
fn a_single_target_and_several_are_alike() {
    let place = Place::new(&[]);
    run(&place, "sys/types.h time.h -o types.pyrite", &TARGETS);
    let types = [("types", read(&place, "types.pyrite"))];
    for target in TARGETS {
        run(&place, "sys/stat.h -o plain.pyrite", &[target]);
        let said = run(
            &place,
            "sys/stat.h --import=types.pyrite -o own.pyrite --verify",
            &[target],
        );
        assert!(!said.contains("again"), "{target}\n{said}");
        let (plain, own) = (read(&place, "plain.pyrite"), read(&place, "own.pyrite"));
        compare(&plain, &own, &types, &Target::parse(target).unwrap())
            .unwrap_or_else(|what| panic!("{target}: {what}"));
    }
}

/// A module of a file.
fn read(place: &Place, file: &str) -> Module {
    pyrite::read(&place.text(file), None).unwrap()
}

/// What a module says of each name on a target, but for documentation and for what is skipped.
/// Aliases of C's basic types are what they stand for, here or in what is imported: whether there
/// are any depends on what else is in the module.
fn said(
    module: &Module,
    from: &[(&str, Module)],
    target: &Target,
) -> BTreeMap<(String, bool), String> {
    let items = || module.items.iter().filter(|item| item.exists_on(target));
    let mut basic = Vec::new();
    let theirs = from.iter().flat_map(|(_, module)| &module.items);
    let all = items().chain(theirs.filter(|item| item.exists_on(target)));
    for item in all.filter(|item| item.name.starts_with("c_")) {
        if let ItemKind::Alias(ty) = &item.kind {
            basic.push((format!("Named(\"{}\")", item.name), format!("{ty:?}")));
        }
    }
    let text = |item: &Item| {
        let text = format!("{:?}", item.kind);
        let text = POSITION.replace_all(&text, "").into_owned();
        let replaced = |text: String, (from, to): &(String, String)| text.replace(from, to);
        basic.iter().fold(text, replaced)
    };
    let key = |item: &Item| {
        let is_methods = matches!(item.kind, ItemKind::Implementation(_));
        (item.name.clone(), is_methods)
    };
    items()
        .filter(|item| !matches!(item.kind, ItemKind::Skipped(_)))
        .filter(|item| !item.name.starts_with("c_"))
        .map(|item| (key(item), text(item)))
        .collect()
}

/// Whether a module with imports says on a target what one without does. Gives how many
/// definitions are imported.
fn compare(
    plain: &Module,
    own: &Module,
    from: &[(&str, Module)],
    target: &Target,
) -> Result<usize, String> {
    let theirs: BTreeMap<&str, _> = from
        .iter()
        .map(|(name, module)| (*name, said(module, &[], target)))
        .collect();
    let (plain, mut rest) = (said(plain, &[], target), said(own, from, target));
    let all_of_own = rest.values().cloned().collect::<String>();
    let mut imported: BTreeMap<&str, &str> = BTreeMap::new();
    for import in &own.imports {
        if import
            .condition
            .as_ref()
            .is_none_or(|it| it.holds_on(target))
        {
            for name in &import.names {
                if imported.insert(&name.name, &import.module).is_some() {
                    return Err(format!("`{}` is imported twice", name.name));
                }
            }
        }
    }
    let mut shared = 0;
    let mut used = BTreeSet::new();
    for (key, text) in &plain {
        if let Some(own) = rest.remove(key) {
            if own != *text {
                return Err(format!("`{}` was\n{text}\nand is\n{own}", key.0));
            }
            continue;
        }
        let defined = theirs.values().find_map(|module| module.get(key));
        match (imported.get(key.0.as_str()), defined) {
            (Some(module), _) => {
                used.insert(key.0.as_str());
                let there = theirs.get(module).and_then(|it| it.get(key));
                if there != Some(text) {
                    return Err(format!("`{}` was\n{text}\nand is\n{there:?}", key.0));
                }
                shared += 1;
            }
            // Only what is imported now needed it.
            (None, Some(_)) if !all_of_own.contains(&format!("Named(\"{}\")", key.0)) => {}
            (None, _) => return Err(format!("`{}` is lost", key.0)),
        }
    }
    if let Some((name, _)) = rest.keys().next() {
        return Err(format!("`{name}` is new"));
    }
    let unknown = |name: &&str| !used.contains(name) && !name.starts_with("c_");
    match imported.into_keys().find(unknown) {
        Some(name) => Err(format!("`{name}` was not there without imports")),
        None => Ok(shared),
    }
}
