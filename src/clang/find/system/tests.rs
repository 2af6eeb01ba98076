//! The header directories of each kind of target in made-up file trees.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;
use crate::clang::find::tree::Tree;

/// A Debian machine with every kind of package.
fn debian() -> Tree {
    Tree::new(&[
        "usr/local/include/",
        "usr/include/stdio.h",
        "usr/include/gnu-versions.h",
        "usr/include/x86_64-linux-gnu/bits/types.h",
        "usr/include/x86_64-linux-musl/stdio.h",
        "usr/include/newlib/stdio.h",
        "usr/include/wasm32-wasi/stdio.h",
        "usr/aarch64-linux-gnu/include/stdio.h",
        "usr/x86_64-w64-mingw32/include/stdio.h",
        "usr/lib/avr/include/stdio.h",
    ])
}

/// What is found for a triple, without the tree's root.
fn found(tree: &Tree, triple: &str) -> (Vec<String>, Option<String>) {
    let target = Target::parse(triple).unwrap();
    let headers = system_headers(&tree.environment(), &target, None);
    (names(tree, &headers), headers.advice)
}

/// The directories without the tree's root.
fn names(tree: &Tree, headers: &SystemHeaders) -> Vec<String> {
    headers
        .directories
        .iter()
        .map(|path| {
            path.strip_prefix(tree.root())
                .unwrap()
                .display()
                .to_string()
        })
        .collect()
}

#[test]
fn the_hosts_own_are_in_the_usual_order() {
    assert_eq!(
        found(&debian(), "x86_64-unknown-linux-gnu").0,
        [
            "usr/local/include",
            "usr/include/x86_64-linux-gnu",
            "usr/include"
        ]
    );
}

#[test]
fn foreign_targets_get_their_packages_directory_and_no_other() {
    let tree = debian();
    for (triple, directory) in [
        ("aarch64-unknown-linux-gnu", "usr/aarch64-linux-gnu/include"),
        ("x86_64-pc-windows-gnu", "usr/x86_64-w64-mingw32/include"),
        ("x86_64-unknown-linux-musl", "usr/include/x86_64-linux-musl"),
        ("avr-unknown-none", "usr/lib/avr/include"),
        ("thumbv7em-none-eabi", "usr/include/newlib"),
        ("wasm32-wasip1", "usr/include/wasm32-wasi"),
    ] {
        assert_eq!(found(&tree, triple), (vec![directory.to_owned()], None));
    }
}

#[test]
fn no_foreign_target_ever_sees_the_hosts_headers() {
    let tree = debian();
    let own = [tree.at("usr/include"), tree.at("usr/local/include")];
    for target in Target::all().filter(|target| target.triple != "x86_64-unknown-linux-gnu") {
        let headers = system_headers(&tree.environment(), &target, None);
        for directory in &headers.directories {
            assert!(!own.contains(directory), "{}", target.triple);
        }
        assert_eq!(headers.directories.is_empty(), headers.advice.is_some());
    }
}

#[test]
fn what_is_missing_is_named_with_its_package_and_the_option() {
    let tree = debian();
    for (triple, word) in [
        ("armv7-unknown-linux-gnueabihf", "libc6-dev-armhf-cross"),
        ("i686-unknown-linux-gnu", "libc6-dev-i386"),
        ("i686-pc-windows-gnu", "mingw-w64-i686-dev"),
        ("aarch64-pc-windows-msvc", "SDK"),
        ("aarch64-apple-darwin", "Xcode"),
        ("aarch64-unknown-linux-musl", "--sysroot"),
        ("x86_64-unknown-freebsd", "pip install ziglang"),
        ("x86_64-unknown-linux-gnux32", "`libc6-dev-x32`"),
        ("mips-unknown-linux-gnu", "libc6-dev-mips-cross"),
        ("mipsel-unknown-linux-gnu", "libc6-dev-mipsel-cross"),
        ("aarch64-linux-android", "ANDROID_NDK_HOME"),
        ("aarch64-apple-ios", "Xcode"),
        ("msp430-none-elf", "--sysroot-for"),
        (
            "riscv32imac-unknown-none-elf",
            "picolibc-riscv64-unknown-elf",
        ),
    ] {
        let advice = found(&tree, triple).1.unwrap();
        assert!(
            advice.contains(word) && advice.contains("--sysroot"),
            "{advice}"
        );
        assert!(advice.contains(triple), "{advice}");
    }
    let bare = Tree::new(&["usr/include/sqlite3.h"]);
    let (directories, advice) = found(&bare, "x86_64-unknown-linux-gnu");
    assert_eq!(directories, ["usr/include"]);
    assert!(advice.unwrap().contains("`libc6-dev`"));
}

#[test]
fn the_32_bit_part_shares_the_hosts_directories() {
    let tree = debian();
    tree.write("usr/include/x86_64-linux-gnu/gnu/stubs-32.h", "");
    let shared = [
        "usr/local/include",
        "usr/include/x86_64-linux-gnu",
        "usr/include",
    ];
    assert_eq!(found(&tree, "i686-unknown-linux-gnu").0, shared);
    tree.write("usr/include/i386-linux-gnu/bits/types.h", "");
    let own = [
        "usr/local/include",
        "usr/include/i386-linux-gnu",
        "usr/include",
    ];
    assert_eq!(found(&tree, "i686-unknown-linux-gnu").0, own);
}

#[test]
fn x32_shares_them_where_its_stubs_are_installed() {
    let tree = debian();
    let triple = "x86_64-unknown-linux-gnux32";
    assert_eq!(found(&tree, triple).0, [""; 0]);
    tree.write("usr/x86_64-linux-gnux32/include/stdio.h", "");
    assert_eq!(found(&tree, triple).0, ["usr/x86_64-linux-gnux32/include"]);
    tree.write("usr/include/x86_64-linux-gnu/gnu/stubs-x32.h", "");
    let shared = [
        "usr/local/include",
        "usr/include/x86_64-linux-gnu",
        "usr/include",
    ];
    assert_eq!(found(&tree, triple).0, shared);
}

#[test]
fn debians_other_architectures_stand_beside_the_machines() {
    let tree = debian();
    tree.write("usr/include/mips-linux-gnu/bits/types.h", "");
    let beside = [
        "usr/local/include",
        "usr/include/mips-linux-gnu",
        "usr/include",
    ];
    assert_eq!(found(&tree, "mips-unknown-linux-gnu").0, beside);
    assert_eq!(found(&tree, "mipsel-unknown-linux-gnu").0, [""; 0]);
}

#[test]
fn kits_and_machines_without_a_system() {
    let kit = "toolchains/llvm/prebuilt/linux-x86_64/sysroot/usr/include";
    let tree = Tree::new(&[
        "usr/msp430-elf/include/stdio.h",
        "usr/lib/picolibc/riscv64-unknown-elf/include/stdio.h",
        "usr/mips-linux-gnu/include/stdio.h",
        "usr/riscv32-linux-musl/include/stdio.h",
        "sdk/iPhoneOS.sdk/usr/include/stdio.h",
        "sdk/MacOSX.sdk/usr/include/stdio.h",
        &format!("home/Android/Sdk/ndk/9.1/{kit}/stdio.h"),
        &format!("home/Android/Sdk/ndk/9.1/{kit}/arm-linux-androideabi/asm/x.h"),
        &format!("home/Android/Sdk/ndk/25.0/{kit}/stdio.h"),
        &format!("home/Android/Sdk/ndk/25.0/{kit}/arm-linux-androideabi/asm/x.h"),
        &format!("ndk/{kit}/stdio.h"),
        &format!("ndk/{kit}/aarch64-linux-android/asm/x.h"),
    ]);
    let mut env = tree.environment();
    env.home = Some(tree.at("home"));
    env.android_ndk = vec![tree.at("ndk")];
    let check = |env: &Environment, triple: &str, expected: &[String]| {
        let headers = system_headers(env, &Target::parse(triple).unwrap(), None);
        assert_eq!(names(&tree, &headers), expected, "{triple}");
        let is_there = matches!(headers.source, Source::Installed);
        assert_eq!(is_there, !expected.is_empty(), "{triple}");
    };
    for (triple, directory) in [
        ("msp430-none-elf", "usr/msp430-elf/include"),
        (
            "riscv32imac-unknown-none-elf",
            "usr/lib/picolibc/riscv64-unknown-elf/include",
        ),
        ("mips-unknown-linux-gnu", "usr/mips-linux-gnu/include"),
        (
            "riscv32gc-unknown-linux-musl",
            "usr/riscv32-linux-musl/include",
        ),
    ] {
        check(&env, triple, &[directory.to_owned()]);
    }
    let of =
        |kit_at: &str, name: &str| [format!("{kit_at}/{kit}/{name}"), format!("{kit_at}/{kit}")];
    check(
        &env,
        "aarch64-linux-android",
        &of("ndk", "aarch64-linux-android"),
    );
    // The newest of those that have the machine, by number.
    check(
        &env,
        "armv7-linux-androideabi",
        &of("home/Android/Sdk/ndk/25.0", "arm-linux-androideabi"),
    );
    check(&env, "i686-linux-android", &[]);
    for (sdk, mac, phone) in [("MacOSX", true, false), ("iPhoneOS", false, true)] {
        env.sdk_root = Some(tree.at(&format!("sdk/{sdk}.sdk")));
        let include = [format!("sdk/{sdk}.sdk/usr/include")];
        let expected = |is_own: bool| if is_own { &include[..] } else { &[] };
        check(&env, "aarch64-apple-darwin", expected(mac));
        check(&env, "aarch64-apple-ios", expected(phone));
    }
}

#[test]
fn on_a_machine_with_musl_the_own_headers_are_musls() {
    let tree = Tree::new(&["usr/include/stdio.h"]);
    assert_eq!(found(&tree, "x86_64-unknown-linux-musl").0, ["usr/include"]);
    assert!(found(&tree, "x86_64-unknown-linux-gnu").0.is_empty());
}

#[test]
fn a_sysroot_replaces_everything() {
    let tree = debian();
    tree.write("root/usr/include/stdio.h", "");
    tree.write("root/usr/include/aarch64-linux-gnu/bits/types.h", "");
    tree.write("root/include/extra.h", "");
    let target = Target::parse("aarch64-linux-gnu").unwrap();
    let headers = system_headers(
        &tree.environment(),
        &target,
        Some(&Root::Directory(tree.at("root"))),
    );
    let expected = [
        "root/include",
        "root/usr/include/aarch64-linux-gnu",
        "root/usr/include",
    ];
    assert_eq!(names(&tree, &headers), expected);
    assert_eq!(headers.advice, None);
    let empty = system_headers(
        &tree.environment(),
        &target,
        Some(&Root::Directory(tree.at("none"))),
    );
    assert!(empty.directories.is_empty());
    assert!(empty.advice.unwrap().contains("none"));
}

#[test]
fn microsofts_headers_are_the_ones_that_a_windows_machine_names() {
    let tree = Tree::new(&["sdk/ucrt/stdio.h"]);
    let mut env = tree.environment();
    env.include = vec![tree.at("sdk/ucrt"), tree.at("sdk/gone")];
    let target = Target::parse("x86_64-pc-windows-msvc").unwrap();
    assert!(system_headers(&env, &target, None).directories.is_empty());
    env.host_os = "windows".to_owned();
    let headers = system_headers(&env, &target, None);
    assert_eq!(headers.directories, [tree.at("sdk/ucrt")]);
}

/// The made-up trees above may be wrong about what a C library looks like; this machine is not.
#[test]
#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn this_machines_own_headers_are_found() {
    let include = Path::new("/usr/include/stdio.h");
    assert!(include.is_file(), "this test needs a C library's headers");
    let host = Target::host().unwrap();
    let headers = system_headers(&Environment::read(), &host, None);
    assert_eq!(headers.advice, None);
    assert!(headers.directories.contains(&PathBuf::from("/usr/include")));
}
