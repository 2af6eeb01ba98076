//! The keys of a manifest, each of which is an option of the command line under its own name.

/// A key, and the option that it is.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Key {
    /// Its name.
    pub(super) name: &'static str,
    /// What stands before the value on the command line: `--allow=`. Empty for what is no option.
    pub(super) option: &'static str,
    /// What value it has.
    pub(super) takes: Takes,
    /// Whether that is a path, which the manifest has relative to itself.
    pub(super) path: Paths,
}

/// The values of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Takes {
    /// A text.
    One,
    /// A text, or a list of them.
    Many,
    /// `true` or `false`.
    Flag,
    /// A number.
    Number,
}

/// Which values are paths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Paths {
    /// None.
    No,
    /// All.
    All,
    /// What is a file there: any other is a name on the include path.
    Files,
    /// What follows an `@`.
    Lists,
    /// What is no word of `--sysroot`.
    Roots,
    /// The same of what follows the first `=`.
    RootsOf,
}

/// A row of the table.
const fn key(name: &'static str, option: &'static str, takes: Takes, path: Paths) -> Key {
    Key {
        name,
        option,
        takes,
        path,
    }
}

/// The headers.
pub(super) const HEADERS: &Key = &key("headers", "", Takes::Many, Paths::Files);
/// The module's file.
pub(super) const OUTPUT: &Key = &key("output", "--output=", Takes::One, Paths::All);
/// The targets.
pub(super) const TARGET: &Key = &key("target", "--target=", Takes::Many, Paths::Lists);
/// The roots of some targets' headers.
pub(super) const SYSROOT_FOR: &Key =
    &key("sysroot-for", "--sysroot-for=", Takes::Many, Paths::RootsOf);
/// The modules that types are taken from: the manifest's own by their names.
pub(super) const IMPORTS: &Key = &key("imports", "--import=", Takes::Many, Paths::No);
/// A text about the module, each line of which is a value of its own.
pub(super) const DOC: &Key = &key("doc", "--doc=", Takes::Many, Paths::No);
/// Arguments of clang, which stand last.
pub(super) const CLANG_ARG: &Key = &key("clang-arg", "", Takes::Many, Paths::No);

/// What each module has to say for itself.
pub(super) const OF_MODULE: &[&Key] = &[HEADERS, OUTPUT];

/// All keys, in the order in which they stand on a command line.
pub(super) const KEYS: &[&Key] = &[
    HEADERS,
    OUTPUT,
    TARGET,
    &key("dialect", "--dialect=", Takes::One, Paths::No),
    &key("include-from", "--include-from=", Takes::Many, Paths::No),
    &key("everything", "--everything", Takes::Flag, Paths::No),
    &key("allow", "--allow=", Takes::Many, Paths::No),
    &key("block", "--block=", Takes::Many, Paths::No),
    &key("opaque", "--opaque=", Takes::Many, Paths::No),
    &key("expand", "--expand=", Takes::Many, Paths::No),
    &key("rename", "--rename=", Takes::Many, Paths::No),
    &key("strip-prefix", "--strip-prefix=", Takes::Many, Paths::No),
    &key("names", "--names=", Takes::One, Paths::No),
    &key("link", "--link=", Takes::Many, Paths::No),
    DOC,
    &key("sysroot", "--sysroot=", Takes::One, Paths::Roots),
    SYSROOT_FOR,
    &key("include-directory", "-I", Takes::Many, Paths::All),
    &key("isystem", "--isystem=", Takes::Many, Paths::All),
    &key("define", "-D", Takes::Many, Paths::No),
    &key("undefine", "-U", Takes::Many, Paths::No),
    &key("include", "--include=", Takes::Many, Paths::Files),
    &key("pkg-config", "--pkg-config=", Takes::Many, Paths::No),
    &key("allow-arg", "--allow-arg=", Takes::Many, Paths::No),
    IMPORTS,
    &key("skip-missing", "--skip-missing", Takes::Flag, Paths::No),
    &key("depfile", "--depfile=", Takes::One, Paths::All),
    &key("report", "--report", Takes::Flag, Paths::No),
    &key("verify", "--verify", Takes::Flag, Paths::No),
    &key("cc", "--cc=", Takes::Many, Paths::No),
    &key("library", "--library=", Takes::Many, Paths::Files),
    &key("keep-going", "--keep-going", Takes::Flag, Paths::No),
    &key("timeout", "--timeout=", Takes::Number, Paths::No),
    &key("memory-limit", "--memory-limit=", Takes::Number, Paths::No),
    CLANG_ARG,
];

/// The key of a name.
pub(super) fn of_name(name: &str) -> Option<&'static Key> {
    KEYS.iter().copied().find(|key| key.name == name)
}

/// The name that is closest to one that is none.
pub(super) fn nearest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    /// What is less like it than this was not meant.
    const LIKE: f64 = 0.7;
    known
        .map(|known| (strsim::jaro_winkler(known, name), known))
        .filter(|(likeness, _)| *likeness >= LIKE)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_key_is_an_option() {
        use clap::CommandFactory;
        let bindgen = crate::cli::Quarry::command();
        let bindgen = bindgen.find_subcommand("bindgen").unwrap();
        let has = |long: &str| {
            bindgen
                .get_arguments()
                .any(|it| it.get_long() == Some(long))
        };
        for key in KEYS.iter().filter(|key| key.option.starts_with("--")) {
            let option = key.option.trim_matches(['-', '=']);
            // A list is what it is called in the plural.
            assert!(option == key.name || *key == IMPORTS, "{}", key.name);
            assert!(has(option) || *key == IMPORTS, "{}", key.name);
            assert_eq!(
                key.option.ends_with('='),
                key.takes != Takes::Flag,
                "{}",
                key.name
            );
        }
    }

    #[test]
    fn the_nearest_name() {
        let near = |name| nearest(name, KEYS.iter().map(|key| key.name));
        assert_eq!(near("targets"), Some("target"));
        assert_eq!(near("header"), Some("headers"));
        assert_eq!(near("alow"), Some("allow"));
        assert_eq!(near("zzz"), None);
    }
}
