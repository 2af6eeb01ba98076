//! The search for libclang in made-up file trees.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;
use crate::clang::find::tree::Tree;

/// Two of Debian's versions, one too old.
fn debian() -> Tree {
    let tree = Tree::new(&[
        "usr/lib/x86_64-linux-gnu/libclang-14.so.14.0.6",
        "usr/lib/x86_64-linux-gnu/libclang-19.so.19",
        "usr/lib/llvm-11/lib/libclang.so.1",
        "usr/lib/llvm-14/lib/libclang-cpp.so.14",
        "usr/lib/llvm-14/bin/llvm-config",
    ]);
    let real = "usr/lib/x86_64-linux-gnu/libclang-14.so.14.0.6";
    tree.link(real, "usr/lib/llvm-14/lib/libclang.so.1");
    let real = "usr/lib/x86_64-linux-gnu/libclang-19.so.19";
    tree.link(real, "usr/lib/llvm-19/lib/libclang-19.so.1");
    tree
}

#[test]
fn the_newest_of_the_system_is_taken() {
    let tree = debian();
    let found = libclang(&tree.environment()).unwrap();
    assert_eq!(found.path, tree.at("usr/lib/llvm-19/lib/libclang-19.so.1"));
    assert_eq!(found.version, Some(19));
    assert_eq!(found.found_by, FoundBy::System);
}

#[test]
fn llvm_config_decides_by_where_it_is_without_being_run() {
    let tree = debian();
    tree.link("usr/lib/llvm-14/bin/llvm-config", "usr/bin/llvm-config");
    let mut env = tree.environment();
    env.path = vec![tree.at("sbin"), tree.at("usr/bin")];
    let found = libclang(&env).unwrap();
    assert_eq!(found.found_by, FoundBy::LlvmConfig);
    assert_eq!(found.version, Some(14));
    assert!(found.path.ends_with("llvm-14/lib/libclang.so.1"));
}

#[test]
fn llvm_config_is_run_where_its_place_tells_nothing() {
    use std::os::unix::fs::PermissionsExt as _;
    let tree = Tree::new(&["elsewhere/libclang.so"]);
    let text = format!("#!/bin/sh\necho {}\n", tree.at("elsewhere").display());
    tree.write("odd/llvm-config", &text);
    let program = tree.at("odd/llvm-config");
    let mode = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(&program, mode).unwrap();
    let mut env = tree.environment();
    env.llvm_config_path = Some(program);
    let found = libclang(&env).unwrap();
    assert_eq!(found.path, tree.at("elsewhere/libclang.so"));
    assert_eq!((found.version, found.found_by), (None, FoundBy::LlvmConfig));
}

#[test]
fn what_came_with_the_program_is_before_the_systems() {
    let tree = debian();
    tree.write("opt/quarry/bin/quarry", "");
    tree.write("opt/quarry/lib/quarry/libclang-18.so", "");
    tree.write("opt/quarry/lib/quarry/clang/18/include/stddef.h", "");
    tree.link("opt/quarry/bin/quarry", "usr/bin/quarry");
    tree.link("usr/lib/llvm-14/bin/llvm-config", "usr/bin/llvm-config");
    let mut env = tree.environment();
    env.path = vec![tree.at("usr/bin")];
    assert_eq!(libclang(&env).unwrap().found_by, FoundBy::LlvmConfig);
    for program in ["opt/quarry/bin/quarry", "usr/bin/quarry"] {
        env.program = Some(tree.at(program));
        let found = libclang(&env).unwrap();
        assert_eq!(
            (found.version, found.found_by),
            (Some(18), FoundBy::Shipped)
        );
        let headers = super::super::builtin_headers(&found.path, found.version);
        assert_eq!(headers, Some(tree.at("opt/quarry/lib/quarry/clang/18")));
    }
    // What a user names is taken.
    env.llvm_config_path = Some(tree.at("usr/bin/llvm-config"));
    assert_eq!(libclang(&env).unwrap().found_by, FoundBy::LlvmConfig);
    env.libclang_path = Some(tree.at("usr/lib/llvm-19/lib"));
    assert_eq!(libclang(&env).unwrap().found_by, FoundBy::LibclangPath);
}

#[test]
fn libclang_path_is_a_file_or_a_directory() {
    let tree = debian();
    let mut env = tree.environment();
    for path in ["usr/lib/llvm-11/lib/libclang.so.1", "usr/lib/llvm-11/lib"] {
        env.libclang_path = Some(tree.at(path));
        let found = libclang(&env).unwrap();
        assert_eq!(found.path, tree.at("usr/lib/llvm-11/lib/libclang.so.1"));
        assert_eq!(found.found_by, FoundBy::LibclangPath);
    }
}

#[test]
fn libclang_path_that_leads_nowhere_is_an_error_though_others_exist() {
    let tree = debian();
    let mut env = tree.environment();
    for path in ["usr/lib/none", "usr/lib", "usr/lib/llvm-14/bin"] {
        env.libclang_path = Some(tree.at(path));
        let error = libclang(&env).unwrap_err();
        assert!(matches!(error, Error::LibclangPath { .. }), "{error}");
        assert!(error.to_string().contains(path), "{error}");
    }
}

#[test]
fn python_packages_come_last_and_tell_their_version() {
    let tree = Tree::new(&[
        "home/.local/lib/python3.11/site-packages/clang/native/libclang.so",
        "home/.local/lib/python3.11/site-packages/libclang-18.1.1.dist-info/RECORD",
        "usr/lib/libclang-13.so.1",
    ]);
    let mut env = tree.environment();
    env.home = Some(tree.at("home"));
    let found = libclang(&env).unwrap();
    assert_eq!((found.version, found.found_by), (Some(18), FoundBy::Python));
    env.libclang_path = Some(found.path);
    assert_eq!(libclang(&env).unwrap().version, Some(18));
    env.libclang_path = None;
    env.virtual_env = Some(tree.at("venv"));
    tree.write(
        "venv/lib/python3.12/site-packages/clang/native/libclang.so",
        "",
    );
    tree.write("usr/lib/libclang.so.16.0.6", "");
    assert_eq!(libclang(&env).unwrap().version, Some(16));
}

#[test]
fn without_any_the_error_says_what_to_install() {
    let tree = Tree::new(&["usr/lib/llvm-11/lib/libclang.so.1"]);
    let error = format!("{:?}", libclang(&tree.environment()).unwrap_err().notes());
    for word in ["libclang1", "pip install libclang", "LIBCLANG_PATH"] {
        assert!(error.contains(word), "{error}");
    }
}

#[test]
fn all_of_them_are_listed_once() {
    let tree = debian();
    tree.link("nowhere", "usr/lib/llvm-16/lib/libclang.so");
    let found = all_libclangs(&tree.environment());
    let mut versions: Vec<_> = found.iter().map(|one| one.version).collect();
    versions.sort();
    assert_eq!(versions, [Some(11), Some(14), Some(19)]);
}
