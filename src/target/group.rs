//! Groups of targets that have a name of their own.

use super::Target;

/// A group: its name, what it means in a few words, and whether a target of the table is in it.
pub struct Group {
    /// As `--target` takes it.
    pub name: &'static str,
    /// For the user.
    pub meaning: &'static str,
    /// Whether a target belongs to it.
    has: fn(&Target) -> bool,
}

/// Every group, in the order in which they are listed.
pub const GROUPS: &[Group] = &[
    group("all", "every target of the table", |_| true),
    group("linux", "Linux with glibc or musl", |it| it.os == "linux"),
    group("musl", "Linux with musl", |it| it.env == "musl"),
    group("android", "Android", |it| it.os == "android"),
    group("windows", "Windows, gnu and msvc", |it| it.os == "windows"),
    group("macos", "macOS", |it| it.os == "macos"),
    group("ios", "iOS", |it| it.os == "ios"),
    group("bsd", "FreeBSD and NetBSD", |it| it.os.ends_with("bsd")),
    group("wasi", "WebAssembly with WASI", |it| it.os == "wasi"),
    group("embedded", "without a system", |it| it.os == "none"),
    group("lp64", "`long` and pointers of 64 bits", |it| {
        it.pointer_width == 64 && it.os != "windows"
    }),
    group("llp64", "pointers of 64 bits, `long` of 32", |it| {
        it.pointer_width == 64 && it.os == "windows"
    }),
    group("ilp32", "`int`, `long` and pointers of 32 bits", |it| {
        it.pointer_width == 32
    }),
];

/// A [`Group`] in one line.
const fn group(name: &'static str, meaning: &'static str, has: fn(&Target) -> bool) -> Group {
    Group { name, meaning, has }
}

impl Group {
    /// Its targets, in the order of the table; there is one at least.
    pub fn targets(&self) -> impl Iterator<Item = Target> {
        Target::all().filter(self.has)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many targets a group has.
    fn count(name: &str) -> usize {
        let of_name = GROUPS.iter().filter(|group| group.name == name);
        of_name.flat_map(Group::targets).count()
    }

    #[test]
    fn every_group_has_targets_and_is_no_triple() {
        for group in GROUPS {
            assert!(count(group.name) > 0, "{}", group.name);
            assert!(Target::parse(group.name).is_err(), "{}", group.name);
        }
    }

    #[test]
    fn the_data_models_are_all_but_the_small_machines() {
        let small = Target::all().filter(|it| it.pointer_width == 16).count();
        let models = count("lp64") + count("llp64") + count("ilp32");
        assert_eq!(models + small, count("all"));
        let systems = ["linux", "android", "windows", "macos", "ios", "bsd", "wasi"];
        let systems: usize = systems.into_iter().map(count).sum();
        assert_eq!(systems + count("embedded"), count("all"));
    }
}
