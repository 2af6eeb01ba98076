//! The real zig: the C library's headers of all the targets that it has, with every libclang.

use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

use quarry_bindgen::clang::find::{Environment, Source, SystemHeaders, system_headers};
use quarry_bindgen::target::Target;

use crate::zig::zig;
use crate::{Place, support};

/// The headers that every C library has.
const HEADERS: [&str; 6] = [
    "stdio.h",
    "sys/stat.h",
    "time.h",
    "wchar.h",
    "stdlib.h",
    "math.h",
];

#[test]
fn every_target_of_zig_has_its_c_library() {
    let zig = zig();
    let place = Place::new();
    // A machine with nothing but this zig.
    let bare = Environment {
        root: place.at("work"),
        host_arch: "x86_64".to_owned(),
        host_os: "linux".to_owned(),
        zig: Some(zig.clone()),
        ..Environment::default()
    };
    let next = AtomicUsize::new(0);
    let seen = AtomicUsize::new(0);
    let targets: Vec<Target> = Target::all().collect();
    let work = || {
        while let Some(target) = targets.get(next.fetch_add(1, Ordering::Relaxed)) {
            let headers = system_headers(&bare, target, None);
            if headers.source == Source::Zig(zig.clone()) {
                read(&place, &zig, target, &headers);
                seen.fetch_add(1, Ordering::Relaxed);
            } else {
                let advice = headers.advice.unwrap();
                assert!(!advice.contains("zig ("), "{advice}");
            }
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(work);
        work();
    });
    assert!(seen.into_inner() >= 27);
    assert!(place.is_clean());
}

/// Reads the headers for one target with every libclang.
fn read(place: &Place, zig: &Path, target: &Target, zigs: &SystemHeaders) {
    let triple = &target.triple;
    let mut list = place.quarry(&["targets", "--target", triple, "--format=json"]);
    let list = support::output_of(list.env("ZIG", zig)).unwrap();
    let list: serde_json::Value = serde_json::from_str(&list).unwrap();
    let headers = &list["targets"][0]["headers"];
    let mut arguments = vec![format!("--target={triple}"), "--everything".to_owned()];
    if headers["source"] == "zig" {
        assert_eq!(headers["directories"], serde_json::json!(zigs.directories));
        assert_eq!(headers["macros"], serde_json::json!(zigs.macros));
    } else {
        // A package has them here, too: zig's, by hand.
        arguments.push(format!("--sysroot={}", place.at("home").display()));
        let directories = zigs.directories.iter();
        arguments.extend(directories.map(|it| format!("-isystem{}", it.display())));
        arguments.extend(zigs.macros.clone());
    }
    for libclang in support::libclangs().unwrap() {
        // macOS 15's math.h has `_Float16`, which is no type of x86_64 before clang 15.
        let is_old = support::version_of(&libclang) == Some(14);
        let headers = HEADERS
            .into_iter()
            .filter(|header| !(is_old && triple == "x86_64-apple-darwin" && *header == "math.h"));
        let mut command = place.quarry(&[]);
        command
            .args(headers)
            .args(&arguments)
            .env("LIBCLANG_PATH", &libclang)
            .env("ZIG", zig);
        let text = support::output_of(&mut command).unwrap();
        for name in ["fn wcslen(", "fn abs(", "struct tm:"] {
            assert!(text.contains(name), "no `{name}` for {triple}");
        }
    }
}

#[test]
fn the_list_has_its_version() {
    let zig = zig();
    let place = Place::new();
    let version = support::output_of(Command::new(&zig).arg("version")).unwrap();
    let mut command = place.quarry(&["targets", "--target", crate::FOREIGN]);
    let list = support::output_of(command.env("ZIG", &zig)).unwrap();
    assert!(list.contains(&format!("  zig {version}")), "{list}");
}
