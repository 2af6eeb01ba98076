//! PyPI's packages: `libclang`, which is `site-packages/clang/native/libclang.so`, and where others are.

use std::path::{Path, PathBuf};

use super::environment::Environment;
use super::name::leading_number;
use super::places::{children, libraries};

/// Where the library is in `site-packages`.
const PLACE: &str = "clang/native";

/// The libraries of every such package, with the major version that the package has.
pub(super) fn by_python(env: &Environment) -> Vec<(PathBuf, Option<u32>)> {
    site_packages(env)
        .into_iter()
        .flat_map(|site| {
            let found = libraries(&site.join(PLACE));
            let version = if found.is_empty() {
                None
            } else {
                version(&site)
            };
            found.into_iter().map(move |path| (path, version))
        })
        .collect()
}

/// The major version of the package that a library is of, where it is of one.
pub(super) fn version_of(library: &Path) -> Option<u32> {
    let native = library.parent()?;
    match native.ends_with(PLACE) {
        true => version(native.parent()?.parent()?),
        false => None,
    }
}

/// The package's version, which only the name of its metadata tells: `libclang-18.1.1.dist-info`.
fn version(site: &Path) -> Option<u32> {
    children(site, |name| {
        name.starts_with("libclang-") && name.ends_with(".dist-info")
    })
    .first()?
    .file_name()?
    .to_str()?
    .strip_prefix("libclang-")
    .and_then(leading_number)
}

/// The directories that Python's packages are installed in, the active environment first.
pub(super) fn site_packages(env: &Environment) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut add = |directory: PathBuf| {
        if !found.contains(&directory) {
            found.push(directory);
        }
    };
    let mut prefixes: Vec<PathBuf> = env.virtual_env.iter().cloned().collect();
    env.python_path.iter().cloned().for_each(&mut add);
    // Where the python of PATH lives: an environment, pyenv, conda, /opt.
    let program = format!("python3{}", std::env::consts::EXE_SUFFIX);
    for program in env.path.iter().map(|directory| directory.join(&program)) {
        if !program.is_file() {
            continue;
        }
        let real = program.canonicalize().ok();
        let paths = [Some(program), real];
        let prefix = |path: &PathBuf| path.parent().and_then(Path::parent).map(Path::to_owned);
        prefixes.extend(paths.iter().flatten().filter_map(prefix));
    }
    if let Some(home) = &env.home {
        prefixes.push(home.join(".local"));
        prefixes.extend(children(&home.join(".pyenv/versions"), |_| true));
    }
    prefixes.extend([env.system("usr/local"), env.system("usr")]);
    for prefix in prefixes {
        add(prefix.join("Lib").join("site-packages"));
        for lib in ["lib", "lib64"] {
            for python in children(&prefix.join(lib), |name| name.starts_with("python3")) {
                add(python.join("site-packages"));
                add(python.join("dist-packages"));
            }
        }
    }
    found
}
