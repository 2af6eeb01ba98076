//! What is said of which targets.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr)]

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;

/// The targets of these triples.
fn targets(triples: &[&str]) -> Vec<Target> {
    let parsed = triples.iter().map(|triple| Target::parse(triple).unwrap());
    parsed.collect()
}

/// What many people would ask for.
fn usual() -> Vec<Target> {
    targets(&[
        "x86_64-unknown-linux-gnu",
        "x86_64-unknown-linux-musl",
        "i686-unknown-linux-gnu",
        "aarch64-unknown-linux-gnu",
        "armv7-unknown-linux-gnueabihf",
        "riscv64gc-unknown-linux-gnu",
        "s390x-unknown-linux-gnu",
        "x86_64-pc-windows-gnu",
        "x86_64-pc-windows-msvc",
        "i686-pc-windows-gnu",
        "x86_64-apple-darwin",
        "aarch64-apple-darwin",
        "wasm32-wasip1",
    ])
}

/// The set of the targets for which something holds.
fn set(targets: &[Target], wanted: impl Fn(&Target) -> bool) -> Set {
    let indices = targets.iter().enumerate();
    let wanted = indices.filter(|(_, target)| wanted(target));
    wanted.map(|(index, _)| index).collect()
}

/// The condition of a set of targets, as text.
fn said(targets: &[Target], wanted: impl Fn(&Target) -> bool) -> String {
    let wanted = set(targets, wanted);
    let condition = Separator::new(targets).condition(wanted).unwrap();
    let condition = condition.map(|condition| condition.to_string());
    condition.unwrap_or_else(|| "everywhere".to_owned())
}

/// How many terms a condition has.
fn terms(condition: &Condition) -> usize {
    match condition {
        Condition::Is(..) => 1,
        Condition::Any(parts) | Condition::All(parts) => parts.iter().map(terms).sum(),
        Condition::Not(part) => terms(part),
    }
}

/// Whether `any` is never in `any`, `all` never in `all`, `not` never in `not`, and no list has
/// less than two parts.
fn is_tidy(condition: &Condition) -> bool {
    let all = |parts: &[Condition], same: fn(&Condition) -> bool| {
        parts.len() > 1 && parts.iter().all(|part| !same(part) && is_tidy(part))
    };
    match condition {
        Condition::Is(..) => true,
        Condition::Any(parts) => all(parts, |part| matches!(part, Condition::Any(_))),
        Condition::All(parts) => all(parts, |part| matches!(part, Condition::All(_))),
        Condition::Not(part) => !matches!(**part, Condition::Not(_)) && is_tidy(part),
    }
}

#[test]
fn two_targets() {
    let two = targets(&["x86_64-unknown-linux-gnu", "x86_64-pc-windows-gnu"]);
    assert_eq!(said(&two, |_| true), "everywhere");
    assert_eq!(said(&two, |it| it.os == "linux"), "target_os = \"linux\"");
    assert_eq!(
        said(&two, |it| it.os == "windows"),
        "target_os = \"windows\""
    );
    assert_eq!(
        said(&two, |_| false),
        "all(target_os = \"linux\", not(target_os = \"linux\"))"
    );
}

#[test]
fn one_target_or_none() {
    let one = targets(&["avr"]);
    assert_eq!(said(&one, |_| true), "everywhere");
    assert_eq!(Separator::new(&[]).condition(Set::default()), Ok(None));
}

#[test]
fn well_known_sets() {
    let usual = usual();
    let said = |wanted: fn(&Target) -> bool| said(&usual, wanted);
    assert_eq!(said(|it| it.os == "linux"), "target_os = \"linux\"");
    assert_eq!(
        said(|it| it.os != "windows"),
        "not(target_os = \"windows\")"
    );
    assert_eq!(
        said(|it| it.pointer_width == 64),
        "target_pointer_width = \"64\""
    );
    assert_eq!(
        said(|it| it.pointer_width == 32),
        "target_pointer_width = \"32\""
    );
    assert_eq!(
        said(|it| it.pointer_width == 64 && it.os != "windows"),
        "all(target_pointer_width = \"64\", not(target_os = \"windows\"))"
    );
    assert_eq!(
        said(|it| it.pointer_width == 32 || it.os == "windows"),
        "any(target_os = \"windows\", target_pointer_width = \"32\")"
    );
    assert_eq!(said(|it| it.big_endian), "target_endian = \"big\"");
    assert_eq!(said(|it| !it.big_endian), "target_endian = \"little\"");
    assert_eq!(said(|it| it.env == "musl"), "target_env = \"musl\"");
    assert_eq!(
        said(|it| it.os == "linux" && it.env == "gnu"),
        "all(target_os = \"linux\", target_env = \"gnu\")"
    );
    assert_eq!(said(|it| it.arch == "riscv64"), "target_arch = \"riscv64\"");
    assert_eq!(
        said(|it| it.arch == "arm" || it.arch == "aarch64"),
        "any(target_arch = \"aarch64\", target_arch = \"arm\")"
    );
    assert_eq!(
        said(|it| !(it.arch == "arm" || it.arch == "aarch64")),
        "not(any(target_arch = \"aarch64\", target_arch = \"arm\"))"
    );
    assert_eq!(
        said(|it| it.os == "linux" && !(it.arch == "arm" || it.arch == "aarch64")),
        "all(target_os = \"linux\", not(any(target_arch = \"aarch64\", target_arch = \"arm\")))"
    );
    assert_eq!(
        said(|it| it.triple == "wasm32-wasip1"),
        "target_os = \"wasi\""
    );
    assert_eq!(
        said(|it| it.os == "linux" && it.arch == "x86_64" && it.env == "gnu"),
        "all(target_os = \"linux\", target_arch = \"x86_64\", target_env = \"gnu\")"
    );
    assert_eq!(
        said(|it| it.os == "macos" || it.env == "musl"),
        "any(target_os = \"macos\", target_env = \"musl\")"
    );
}

#[test]
fn no_value_is_not_asked_for() {
    let two = targets(&["x86_64-unknown-linux-gnu", "x86_64-apple-darwin"]);
    let mut two = two.clone();
    for target in &mut two {
        target.os = "linux".to_owned();
    }
    assert_eq!(
        said(&two, |it| it.env.is_empty()),
        "not(target_env = \"gnu\")"
    );
}

#[test]
fn targets_that_nothing_tells_apart() {
    let three = targets(&[
        "x86_64-unknown-linux-gnu",
        "thumbv7em-none-eabi",
        "thumbv7em-none-eabihf",
    ]);
    let mut separator = Separator::new(&three);
    let of = |indices: &[usize]| -> Set { indices.iter().copied().collect() };
    assert_eq!(
        separator.condition(of(&[0, 2])),
        Err(Inseparable {
            inside: 2,
            outside: 1
        })
    );
    let both = separator.condition(of(&[1, 2])).unwrap().unwrap();
    assert_eq!(both.to_string(), "target_os = \"none\"");
    assert!(separator.condition(of(&[0])).is_ok());
    assert_eq!(separator.condition(of(&[0, 1, 2])), Ok(None));
}

#[test]
fn what_was_asked_before_does_not_matter() {
    for targets in [usual(), Target::all().collect(), many()] {
        let mut random = random();
        let mut sets: Vec<Set> = Vec::new();
        for _ in 0..3 {
            sets.push(
                (0..targets.len())
                    .filter(|_| random().is_multiple_of(2))
                    .collect(),
            );
            sets.push(
                (0..targets.len())
                    .filter(|_| random().is_multiple_of(4))
                    .collect(),
            );
        }
        let mut asked = Separator::new(&targets);
        for index in 0..targets.len() {
            let _ = asked.condition(Set::one(index).union(Set::one(index / 2)));
        }
        for set in sets {
            let alone = Separator::new(&targets).condition(set);
            assert_eq!(asked.condition(set), alone);
        }
    }
}

/// Numbers without a pattern, the same in each run.
fn random() -> impl FnMut() -> u64 {
    let mut state = 1_u64;
    move || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        state >> 33
    }
}

/// A target of made-up values.
fn made_up(values: &[u8]) -> Target {
    let value = |key: usize| usize::from(values.get(key).copied().unwrap_or_default());
    let of = |key: usize, names: &[&str]| names.get(value(key) % names.len()).unwrap().to_string();
    Target {
        triple: format!("{values:?}"),
        clang_triple: String::new(),
        os: of(0, &["linux", "windows", "none"]),
        arch: of(1, &["x86_64", "x86", "mips", "avr"]),
        env: of(2, &["gnu", "", "musl"]),
        pointer_width: *[16, 32, 64].get(value(3) % 3).unwrap(),
        big_endian: value(4) % 2 == 1,
    }
}

/// The fewest terms of each set of a few points, by trying everything: none of the program's.
fn fewest(targets: &[Target]) -> Vec<Option<usize>> {
    let full = (1_usize << targets.len()) - 1;
    let mut best: Vec<Option<usize>> = vec![None; full + 1];
    for key in Key::ALL {
        for value in targets.iter().map(|target| key.of_target(target)) {
            let holds = |target: &Target| key.of_target(target) == value;
            let bits = targets.iter().enumerate();
            let bits: usize = bits.map(|(at, it)| usize::from(holds(it)) << at).sum();
            if !value.is_empty() {
                best[bits] = Some(1);
                best[full & !bits] = Some(1);
            }
        }
    }
    loop {
        let before = best.clone();
        for a in 0..=full {
            for b in 0..=full {
                if let (Some(one), Some(other)) = (best[a], best[b]) {
                    for made in [a & b, a | b, full & !(a & b), full & !(a | b)] {
                        let terms = best[made].unwrap_or(usize::MAX).min(one + other);
                        best[made] = Some(terms);
                    }
                }
            }
        }
        if best == before {
            return best;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_condition_has_fewer_terms(values in vec(vec(0_u8..12, 5), 2..6)) {
        let mut targets: Vec<Target> = values.iter().map(|values| made_up(values)).collect();
        targets.sort_by_key(|it| Key::ALL.map(|key| key.of_target(it).to_owned()));
        targets.dedup_by_key(|it| Key::ALL.map(|key| key.of_target(it).to_owned()));
        let fewest = fewest(&targets);
        let mut separator = Separator::new(&targets);
        let full = fewest.len() - 1;
        for (bits, fewest) in fewest.into_iter().enumerate().take(full).skip(1) {
            let set = (0..targets.len()).filter(|at| bits >> at & 1 == 1).collect();
            let condition = separator.condition(set).unwrap().unwrap();
            prop_assert_eq!(Some(terms(&condition)), fewest, "{}", condition);
        }
    }

    #[test]
    fn no_more_terms_than_the_set_was_made_with(
        chosen in vec(any::<bool>(), 128),
        terms_of_it in vec((any::<bool>(), any::<bool>(), any::<u16>(), 0_usize..5), 1..5),
        is_balanced in any::<bool>(),
    ) {
        let all = Target::all().zip(chosen).filter(|(_, chosen)| *chosen);
        let targets: Vec<Target> = all.map(|(target, _)| target).collect();
        prop_assume!(!targets.is_empty());
        let mut parts = terms_of_it.iter().map(|(joins, holds, target, key)| {
            let key = Key::ALL[*key];
            let value = key.of_target(&targets[usize::from(*target) % targets.len()]);
            // Nothing is asked for no value; a condition that holds nowhere is as good.
            let value = if value.is_empty() { "?" } else { value };
            let is = Condition::Is(key, value.to_owned());
            (*joins, if *holds { is } else { Condition::Not(Box::new(is)) })
        }).collect::<Vec<_>>();
        let join = |a: Condition, (any, b): (bool, Condition)| {
            let both = vec![a, b];
            if any { Condition::Any(both) } else { Condition::All(both) }
        };
        if is_balanced && parts.len() == 4 {
            let (last, third) = (parts.pop().unwrap(), parts.pop().unwrap());
            parts.push((third.0, join(third.1, last)));
        }
        let made = parts.clone().into_iter().skip(1).fold(parts[0].1.clone(), join);
        let wanted = set(&targets, |it| made.holds_on(it));
        if let Some(found) = Separator::new(&targets).condition(wanted).unwrap()
            && !wanted.is_empty()
        {
            prop_assert!(terms(&found) <= terms(&made), "{} for {}", found, made);
            for target in &targets {
                prop_assert_eq!(found.holds_on(target), made.holds_on(target));
            }
        }
    }
}

proptest! {
    // Sets without any pattern take the longest.
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn holds_there_and_nowhere_else(
        chosen in vec(any::<bool>(), 128),
        wanted in vec(any::<bool>(), 128),
        turned in 0_usize..64,
    ) {
        let all = Target::all().zip(chosen).filter(|(_, chosen)| *chosen);
        let targets: Vec<Target> = all.map(|(target, _)| target).collect();
        let wanted_triples: Vec<String> = targets.iter().zip(&wanted)
            .filter(|(_, wanted)| **wanted)
            .map(|(target, _)| target.triple.clone())
            .collect();
        let is_wanted = |target: &Target| wanted_triples.contains(&target.triple);
        let condition = Separator::new(&targets).condition(set(&targets, is_wanted));
        match &condition {
            Ok(None) => prop_assert!(targets.iter().all(is_wanted)),
            Ok(Some(condition)) => {
                prop_assert!(is_tidy(condition), "{}", condition);
                for target in &targets {
                    prop_assert_eq!(condition.holds_on(target), is_wanted(target));
                }
            }
            Err(Inseparable { inside, outside }) => {
                prop_assert!(is_wanted(&targets[*inside]) && !is_wanted(&targets[*outside]));
                for key in Key::ALL {
                    let value = |index: &usize| key.of_target(&targets[*index]);
                    prop_assert_eq!(value(inside), value(outside));
                }
            }
        }
        // In another order, and asked after something else.
        let mut turned_targets = targets.clone();
        turned_targets.reverse();
        if !turned_targets.is_empty() {
            turned_targets.rotate_left(turned % targets.len());
        }
        let mut separator = Separator::new(&turned_targets);
        let _ = separator.condition(Set::one(turned));
        let again = separator.condition(set(&turned_targets, is_wanted));
        match (condition, again) {
            (Ok(one), Ok(other)) => prop_assert_eq!(one, other),
            (one, other) => prop_assert!(one.is_err() && other.is_err()),
        }
    }
}

/// As many targets as the table may have one day: every machine with every system.
fn many() -> Vec<Target> {
    let systems = [
        ("linux", "gnu"),
        ("linux", "musl"),
        ("windows", "gnu"),
        ("windows", "msvc"),
        ("macos", ""),
        ("freebsd", ""),
        ("android", ""),
    ];
    let machines = ["x86_64", "x86", "aarch64", "arm", "riscv64", "s390x"];
    let all = machines.iter().flat_map(|arch| {
        systems.iter().map(move |(os, env)| Target {
            triple: format!("{arch}-{os}-{env}"),
            clang_triple: String::new(),
            os: (*os).to_owned(),
            arch: (*arch).to_owned(),
            env: (*env).to_owned(),
            pointer_width: if ["x86", "arm"].contains(arch) {
                32
            } else {
                64
            },
            big_endian: *arch == "s390x",
        })
    });
    let others = targets(&["wasm32-wasip1", "avr", "thumbv7em-none-eabi"]);
    all.chain(others).collect()
}

/// How long it takes, for people: `cargo test --release --lib cost -- --ignored --nocapture`.
#[test]
#[ignore = "a measurement"]
fn cost() {
    for (name, targets) in [
        ("usual", usual()),
        ("many", many()),
        ("table", Target::all().collect()),
    ] {
        let begun = std::time::Instant::now();
        let mut separator = Separator::new(&targets);
        eprintln!("{name}, {} targets: {:?}", targets.len(), begun.elapsed());
        let mut random = random();
        let wanted: Vec<(&str, Set)> = vec![
            ("linux", set(&targets, |it| it.os == "linux")),
            (
                "lp64",
                set(&targets, |it| it.pointer_width == 64 && it.os != "windows"),
            ),
            (
                "three",
                set(&targets, |it| {
                    it.os == "linux" && it.env == "gnu" && it.arch != "arm"
                }),
            ),
            (
                "four",
                set(&targets, |it| {
                    it.os == "linux"
                        && it.pointer_width == 64
                        && it.env == "gnu"
                        && it.arch != "s390x"
                }),
            ),
            (
                "five",
                set(&targets, |it| {
                    (it.os == "linux"
                        && it.pointer_width == 64
                        && it.env == "gnu"
                        && it.arch != "s390x")
                        || it.os == "windows"
                }),
            ),
            (
                "seven",
                set(&targets, |it| {
                    (it.os == "linux"
                        && it.pointer_width == 64
                        && it.env == "gnu"
                        && it.arch != "s390x")
                        || (it.os == "windows" && it.arch == "x86_64" && it.env == "msvc")
                }),
            ),
            (
                "random",
                (0..targets.len())
                    .filter(|_| random().is_multiple_of(2))
                    .collect(),
            ),
        ];
        for (what, set) in wanted {
            let begun = std::time::Instant::now();
            let said = match separator.condition(set) {
                Ok(Some(said)) => format!("{} terms: {said}", terms(&said)),
                other => format!("{other:?}"),
            };
            eprintln!("  {what} {:?}: {said}", begun.elapsed());
        }
    }
}
