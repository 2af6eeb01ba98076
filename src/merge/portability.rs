//! Words for the targets that a declaration exists on, for those who read its documentation.
//!
//! They speak of a run's targets only: `Linux only` says that of these targets the Linux ones have
//! it. Nothing is rounded: words that would also fit another set are never taken.

use std::collections::BTreeMap;

use crate::target::set::Set;
use crate::target::{DataModel, Target};

/// Targets by something that they have in common, with the word for it.
type Groups = BTreeMap<String, Set>;

/// The most triples that stand in place of words.
const TRIPLES: usize = 3;

/// Where a declaration exists: `Linux only`, `LP64 only`, `everywhere but Windows`, …; `None`
/// where that is everywhere.
///
/// Systems come first, because they are what most readers know; then data models, environments,
/// widths, machines, and the order of bytes. The models are the targets', in the same order.
pub fn class(set: Set, targets: &[Target], models: &[DataModel]) -> Option<String> {
    let all = Set::first(targets.len());
    if all.is_subset(set) {
        return None;
    }
    let choice = Choice {
        set: set.intersection(all),
        others: set.complement(targets.len()),
    };
    if choice.set.is_empty() {
        return Some("on no target".to_owned());
    }
    let by = |word: fn(&Target) -> Option<String>| groups(targets.iter().map(word));
    let (systems, environments) = (by(system), by(environment));
    let (widths, machines, endians) = (by(width), by(machine), by(endian));
    let models = groups(models.iter().take(targets.len()).map(data_model));
    let words = choice.by_groups(&systems, 3);
    let words = words.or_else(|| {
        let alone = [&models, &environments, &widths, &machines, &endians];
        alone.into_iter().find_map(|it| choice.by_groups(it, 1))
    });
    let words = words.or_else(|| {
        let joined = [&models, &environments, &machines];
        joined.into_iter().find_map(|it| choice.by_groups(it, 2))
    });
    let words = words.or_else(|| {
        let places = [&systems, &environments];
        let mut places = places.into_iter();
        places.find_map(|places| {
            let kinds = [&widths, &machines, &endians];
            let mut kinds = kinds.into_iter();
            kinds.find_map(|kinds| choice.by_groups(&both(kinds, places), 1))
        })
    });
    // What is there wholly by its system, the rest by its environment: `FreeBSD and linux-gnu`.
    let mut mixed = systems;
    mixed.extend(environments);
    let words = words.or_else(|| choice.by_groups(&mixed, 4));
    words.or_else(|| Some(choice.by_triples(targets)))
}

/// The targets that words are for.
#[derive(Debug, Clone, Copy)]
struct Choice {
    /// Those that have it.
    set: Set,
    /// Those that do not.
    others: Set,
}

impl Choice {
    /// Words that name so many groups at most: those that have it, or those that do not, whichever
    /// are fewer.
    fn by_groups(self, groups: &Groups, most: usize) -> Option<String> {
        let names = |wanted: Set| {
            let within = groups.iter().filter(|(_, group)| group.is_subset(wanted));
            let within: Vec<(&String, &Set)> = within.collect();
            // Linux says it of linux-gnu, too.
            let is_said = |(name, group): &(&String, &Set)| {
                let mut others = within.iter();
                others.any(|(other, wider)| {
                    group.is_subset(**wider) && (group != wider || other < name)
                })
            };
            let widest = within.iter().filter(|it| !is_said(it));
            let (names, covered) = widest.fold(
                (Vec::new(), Set::default()),
                |(mut names, covered), (name, group)| {
                    names.push(name.as_str());
                    (names, covered.union(**group))
                },
            );
            (covered == wanted && names.len() <= most).then_some(names)
        };
        let only = |names: Vec<&str>| format!("{} only", listed(&names));
        let but = |names: Vec<&str>| format!("everywhere but {}", listed(&names));
        match (names(self.set), names(self.others)) {
            (Some(set), Some(others)) if others.len() < set.len() => Some(but(others)),
            (Some(set), Some(_) | None) => Some(only(set)),
            (None, Some(others)) => Some(but(others)),
            (None, None) => None,
        }
    }

    /// Words for any set.
    fn by_triples(self, targets: &[Target]) -> String {
        let triples = |set: Set| {
            let chosen = targets.iter().enumerate();
            let chosen = chosen.filter(|(index, _)| set.contains(*index));
            let mut triples: Vec<&str> = chosen.map(|(_, it)| it.triple.as_str()).collect();
            triples.sort_unstable();
            triples
        };
        let (set, others) = (triples(self.set), triples(self.others));
        if set.len() <= TRIPLES {
            format!("{} only", set.join(", "))
        } else if others.len() <= TRIPLES {
            format!("everywhere but {}", others.join(", "))
        } else {
            let (some, all) = (set.len(), targets.len());
            format!("{some} of {all} targets only: {}", set.join(", "))
        }
    }
}

/// `A`, `A and B`, `A, B and C`
fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// The targets by the word for each, in their order; those without a word are in no group.
fn groups(words: impl Iterator<Item = Option<String>>) -> Groups {
    let mut groups = Groups::new();
    for (index, word) in words.enumerate() {
        if let Some(word) = word {
            groups.entry(word).or_default().insert(index);
        }
    }
    groups
}

/// The targets of a kind in a place: `64-bit Linux`.
fn both(kinds: &Groups, places: &Groups) -> Groups {
    let pairs = kinds.iter().flat_map(|(kind, set)| {
        let places = places.iter();
        places.map(move |(place, other)| (format!("{kind} {place}"), set.intersection(*other)))
    });
    pairs.filter(|(_, set)| !set.is_empty()).collect()
}

/// The system, as people write it.
fn system(target: &Target) -> Option<String> {
    let name = match target.os.as_str() {
        "" => return None,
        "android" => "Android",
        "dragonfly" => "DragonFly BSD",
        "emscripten" => "Emscripten",
        "freebsd" => "FreeBSD",
        "fuchsia" => "Fuchsia",
        "haiku" => "Haiku",
        "hurd" => "Hurd",
        "illumos" => "illumos",
        "ios" => "iOS",
        "linux" => "Linux",
        "macos" => "macOS",
        "netbsd" => "NetBSD",
        "none" => "bare metal",
        "openbsd" => "OpenBSD",
        "solaris" => "Solaris",
        "tvos" => "tvOS",
        "uefi" => "UEFI",
        "wasi" => "WASI",
        "watchos" => "watchOS",
        "windows" => "Windows",
        other => other,
    };
    Some(name.to_owned())
}

/// The system with its environment, as triples spell them; of an environment that only one system
/// has, it alone.
fn environment(target: &Target) -> Option<String> {
    match target.env.as_str() {
        "" => None,
        "msvc" => Some("MSVC".to_owned()),
        "musl" => Some("musl".to_owned()),
        env => Some(format!("{}-{env}", target.os)),
    }
}

/// What is 64 bits wide, by the usual names: `int`, `long`, pointers.
fn data_model(model: &DataModel) -> Option<String> {
    let name = match (model.int.size, model.long.size, model.pointer.size) {
        (2, 4, 2) => "IP16",
        (2, 4, 4) => "LP32",
        (4, 4, 4) => "ILP32",
        (4, 4, 8) => "LLP64",
        (4, 8, 8) => "LP64",
        (8, 8, 8) => "ILP64",
        _ => return None,
    };
    Some(name.to_owned())
}

/// The width of pointers.
fn width(target: &Target) -> Option<String> {
    Some(format!("{}-bit", target.pointer_width))
}

/// The machine.
fn machine(target: &Target) -> Option<String> {
    Some(target.arch.clone()).filter(|arch| !arch.is_empty())
}

/// The order of bytes.
fn endian(target: &Target) -> Option<String> {
    let is_big = target.big_endian;
    Some(
        if is_big {
            "big-endian"
        } else {
            "little-endian"
        }
        .to_owned(),
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;
    use crate::target::Scalar;

    /// The widths of a target's types, as its ABI has them.
    fn model(target: &Target) -> DataModel {
        let scalar = |size| Scalar { size, align: size };
        let pointer = target.pointer_bytes();
        let long = match (pointer, target.os.as_str()) {
            (8, "windows") | (2 | 4, _) => 4,
            (_, _) => 8,
        };
        DataModel {
            char_signed: true,
            big_endian: target.big_endian,
            short: scalar(2),
            int: scalar(if pointer == 2 { 2 } else { 4 }),
            long: scalar(long),
            long_long: scalar(8),
            pointer: scalar(pointer),
            float: scalar(4),
            double: scalar(8),
            long_double: scalar(8),
            wchar: scalar(4),
            wchar_signed: true,
            flt_eval_method: 0,
        }
    }

    /// The words for the targets for which something holds.
    fn words(targets: &[Target], wanted: impl Fn(&Target) -> bool) -> String {
        let models: Vec<DataModel> = targets.iter().map(model).collect();
        let set = targets.iter().enumerate().filter(|(_, it)| wanted(it));
        let set = set.map(|(index, _)| index).collect();
        class(set, targets, &models).unwrap_or_else(|| "everywhere".to_owned())
    }

    /// The targets of these triples.
    fn targets(triples: &[&str]) -> Vec<Target> {
        let targets = triples.iter().map(|it| Target::parse(it).unwrap());
        targets.collect()
    }

    /// What many people would ask for.
    fn usual() -> Vec<Target> {
        targets(&[
            "x86_64-unknown-linux-gnu",
            "x86_64-unknown-linux-musl",
            "i686-unknown-linux-gnu",
            "armv7-unknown-linux-gnueabihf",
            "s390x-unknown-linux-gnu",
            "x86_64-pc-windows-gnu",
            "x86_64-pc-windows-msvc",
            "i686-pc-windows-gnu",
            "x86_64-apple-darwin",
            "aarch64-apple-darwin",
            "x86_64-unknown-freebsd",
            "wasm32-wasip1",
            "avr",
        ])
    }

    #[test]
    fn one_word() {
        let usual = usual();
        let words = |wanted: fn(&Target) -> bool| words(&usual, wanted);
        assert_eq!(words(|_| true), "everywhere");
        assert_eq!(words(|_| false), "on no target");
        assert_eq!(words(|it| it.os == "linux"), "Linux only");
        assert_eq!(words(|it| it.os == "macos"), "macOS only");
        assert_eq!(words(|it| it.arch == "wasm32"), "WASI only");
        assert_eq!(words(|it| it.os == "none"), "bare metal only");
        assert_eq!(words(|it| it.os != "windows"), "everywhere but Windows");
        let lp64 = |it: &Target| it.pointer_width == 64 && it.os != "windows";
        assert_eq!(words(lp64), "LP64 only");
        let llp64 = |it: &Target| it.pointer_width == 64 && it.os == "windows";
        assert_eq!(words(llp64), "LLP64 only");
        assert_eq!(words(|it| it.pointer_width == 32), "ILP32 only");
        assert_eq!(words(|it| it.pointer_width == 64), "64-bit only");
        let linux_gnu = |it: &Target| it.os == "linux" && it.env == "gnu";
        assert_eq!(words(linux_gnu), "linux-gnu only");
        assert_eq!(words(|it| it.env == "musl"), "musl only");
        assert_eq!(words(|it| it.env != "musl"), "everywhere but musl");
        assert_eq!(words(|it| it.env == "msvc"), "MSVC only");
        assert_eq!(words(|it| it.arch == "x86"), "x86 only");
        assert_eq!(words(|it| it.arch != "arm"), "everywhere but arm");
    }

    #[test]
    fn several_words() {
        let usual = usual();
        let words = |wanted: fn(&Target) -> bool| words(&usual, wanted);
        let unix = |it: &Target| matches!(it.os.as_str(), "linux" | "macos" | "freebsd");
        assert_eq!(words(unix), "FreeBSD, Linux and macOS only");
        assert_eq!(
            words(|it| it.os == "linux" || it.os == "macos"),
            "Linux and macOS only"
        );
        assert_eq!(
            words(|it| it.os != "wasi" && it.os != "none"),
            "everywhere but WASI and bare metal"
        );
        assert_eq!(
            words(|it| it.env == "gnu"),
            "linux-gnu and windows-gnu only"
        );
        let wide_linux = |it: &Target| it.os == "linux" && it.pointer_width == 64;
        assert_eq!(words(wide_linux), "64-bit Linux only");
        let not_that = |it: &Target| it.os != "windows" || it.pointer_width == 64;
        assert_eq!(words(not_that), "everywhere but 32-bit Windows");
        let not_that = |it: &Target| !(it.os == "macos" && it.arch == "aarch64");
        assert_eq!(words(not_that), "everywhere but aarch64");
        let wide_gnu = |it: &Target| it.os == "linux" && it.env == "gnu" && it.arch == "x86_64";
        assert_eq!(words(wide_gnu), "x86_64 linux-gnu only");
    }

    #[test]
    fn bytes_are_the_last_word() {
        let mut some = targets(&[
            "s390x-unknown-linux-gnu",
            "x86_64-unknown-linux-gnu",
            "mipsel-unknown-linux-gnu",
        ]);
        assert_eq!(words(&some, |it| it.big_endian), "s390x only");
        some.extend(targets(&[
            "mips-unknown-linux-gnu",
            "s390x-unknown-linux-musl",
        ]));
        assert_eq!(words(&some, |it| it.big_endian), "big-endian only");
        assert_eq!(words(&some, |it| !it.big_endian), "little-endian only");
        let wide = |it: &Target| it.big_endian && it.env == "gnu" && it.pointer_width == 64;
        assert_eq!(words(&some, wide), "s390x linux-gnu only");
        let narrow = |it: &Target| it.big_endian && it.pointer_width == 32;
        assert_eq!(words(&some, narrow), "mips-unknown-linux-gnu only");
    }

    #[test]
    fn a_machine_with_two_widths() {
        let some = targets(&[
            "x86_64-unknown-linux-gnu",
            "x86_64-unknown-linux-gnux32",
            "i686-unknown-linux-gnu",
        ]);
        assert_eq!(words(&some, |it| it.pointer_width == 32), "ILP32 only");
        assert_eq!(words(&some, |it| it.arch == "x86_64"), "x86_64 only");
        let x32 = |it: &Target| it.arch == "x86_64" && it.pointer_width == 32;
        assert_eq!(words(&some, x32), "x86_64-unknown-linux-gnux32 only");
    }

    #[test]
    fn where_no_word_fits() {
        let usual = usual();
        let odd = |it: &Target| it.triple.starts_with("x86_64-pc-windows-g") || it.os == "wasi";
        assert_eq!(
            words(&usual, odd),
            "wasm32-wasip1, x86_64-pc-windows-gnu only"
        );
        assert_eq!(
            words(&usual, |it| !odd(it)),
            "everywhere but wasm32-wasip1, x86_64-pc-windows-gnu"
        );
        let many = |it: &Target| odd(it) || it.os == "macos";
        assert_eq!(
            words(&usual, many),
            "4 of 13 targets only: aarch64-apple-darwin, wasm32-wasip1, x86_64-apple-darwin, \
             x86_64-pc-windows-gnu"
        );
    }

    #[test]
    fn data_models_decide_only_where_they_are_known() {
        let two = targets(&["x86_64-unknown-linux-gnu", "i686-unknown-linux-gnu"]);
        assert_eq!(class(Set::one(0), &two, &[]).unwrap(), "64-bit only");
    }

    proptest! {
        #[test]
        fn no_order_and_no_two_sets_with_the_same_words(
            chosen in vec(any::<bool>(), 128),
            wanted in vec(any::<bool>(), 128),
            other in vec(any::<bool>(), 128),
            turned in 0_usize..64,
        ) {
            let all = Target::all().zip(chosen).filter(|(_, chosen)| *chosen);
            let targets: Vec<Target> = all.map(|(target, _)| target).collect();
            let of = |marks: &[bool]| -> Vec<String> {
                let marked = targets.iter().zip(marks).filter(|(_, marked)| **marked);
                marked.map(|(target, _)| target.triple.clone()).collect()
            };
            let (wanted, other) = (of(&wanted), of(&other));
            let said = words(&targets, |it| wanted.contains(&it.triple));
            let mut shuffled = targets.clone();
            if !shuffled.is_empty() {
                shuffled.rotate_left(turned % targets.len());
            }
            shuffled.reverse();
            prop_assert_eq!(&said, &words(&shuffled, |it| wanted.contains(&it.triple)));
            let other_said = words(&targets, |it| other.contains(&it.triple));
            prop_assert_eq!(said == other_said, wanted == other);
        }
    }
}
