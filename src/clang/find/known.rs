//! The places where systems and packages have a target's C library, without asking anyone.

use std::path::PathBuf;

use super::environment::Environment;
use super::name::leading_number;
use super::places::children;
use super::sysroot::{multiarch, triplet};
use crate::target::Target;

/// The directories to try, in search order; whether they exist is not asked of all.
pub(super) fn directories(env: &Environment, target: &Target) -> Vec<PathBuf> {
    let own = target.is_own(&env.host_arch, &env.host_os);
    match (target.os.as_str(), target.arch.as_str()) {
        ("linux", _) if target.env == "musl" => musl(env, target, own),
        ("linux", _) => gnu(env, target, own),
        ("android", _) => android(env, target),
        ("windows", _) => windows(env, target, own),
        ("macos", _) => apple(env, "MacOSX"),
        ("ios", _) => apple(env, ios_platform(target)),
        ("wasi", _) => wasi(env),
        ("none", "avr") => at(env, &["usr/lib/avr/include", "usr/avr/include"]),
        ("none", "msp430") => first(at(env, &["usr/msp430-elf/include", "usr/msp430/include"])),
        ("none", "arm") => bare(env, "arm-none-eabi", &["usr/include/newlib"]),
        ("none", "riscv32" | "riscv64") => bare(
            env,
            "riscv64-unknown-elf",
            &["usr/riscv32-unknown-elf/include"],
        ),
        _ if own => at(env, &["usr/local/include", "usr/include"]),
        _ => Vec::new(),
    }
}

/// Whether the target is the machine itself, its C library included.
pub fn is_host(env: &Environment, target: &Target) -> bool {
    let same_library = target.os != "linux" || has_musl(env) == (target.env == "musl");
    target.is_own(&env.host_arch, &env.host_os) && same_library
}

/// GNU's C library: the machine's own, its 32-bit parts, or a cross package.
fn gnu(env: &Environment, target: &Target, own: bool) -> Vec<PathBuf> {
    let Some(multiarch) = multiarch(target) else {
        return Vec::new();
    };
    let multiarch_include = format!("usr/include/{multiarch}");
    let of_both = |first: &str| at(env, &["usr/local/include", first, "usr/include"]);
    if own && !has_musl(env) {
        return of_both(&multiarch_include);
    }
    // Debian's libc6-dev of another architecture has its own part of the headers in a directory of
    // its own; the rest is the same for all.
    if !has_musl(env) && env.system(&multiarch_include).join("bits").is_dir() {
        return of_both(&multiarch_include);
    }
    let stubs = match target.arch.as_str() {
        "x86" => Some("gnu/stubs-32.h"),
        "x86_64" if target.is_x32() => Some("gnu/stubs-x32.h"),
        _ => None,
    };
    if let Some(stubs) = stubs
        && env.host_arch == "x86_64"
        && env.host_os == "linux"
    {
        // libc6-dev-i386 and libc6-dev-x32 only add to the 64-bit one, whose headers serve all.
        let shared = "usr/include/x86_64-linux-gnu";
        if [shared, "usr/include"]
            .iter()
            .any(|directory| env.system(directory).join(stubs).is_file())
        {
            return of_both(shared);
        }
    }
    let triplet = triplet(target).unwrap_or(multiarch);
    let sysrooted = format!("usr/{triplet}/sys-root/usr/include");
    first(at(env, &[&format!("usr/{triplet}/include"), &sysrooted]))
}

/// musl: the machine's own (Alpine), Debian's package, or a cross toolchain's.
fn musl(env: &Environment, target: &Target, own: bool) -> Vec<PathBuf> {
    if is_host(env, target) {
        return at(env, &["usr/local/include", "usr/include"]);
    }
    let Some(triplet) = triplet(target) else {
        return Vec::new();
    };
    let packaged = format!("usr/include/{triplet}");
    let cross = format!("usr/{triplet}/include");
    let own_build = if own {
        "usr/local/musl/include"
    } else {
        &cross
    };
    first(at(env, &[&packaged, &cross, own_build]))
}

/// Whether the machine's own C library is musl: `/usr/include` has one, and it is not GNU's, which
/// brings `gnu-versions.h` and, in the multiarch directory where there is one, `gnu/`.
pub fn has_musl(env: &Environment) -> bool {
    let include = env.system("usr/include");
    include.join("stdio.h").is_file() && !include.join("gnu-versions.h").is_file()
}

/// The newest of Android's native development kits, or the one that its variables name.
fn android(env: &Environment, target: &Target) -> Vec<PathBuf> {
    let homes = env.home.iter().flat_map(|home| {
        [
            "Android/Sdk",
            "Library/Android/sdk",
            "AppData/Local/Android/Sdk",
        ]
        .map(|name| home.join(name))
    });
    let sdks = env.android_sdk.iter().cloned().chain(homes);
    let sdks = sdks.chain([
        env.system("usr/lib/android-sdk"),
        env.system("opt/android-sdk"),
    ]);
    let mut kits = env.android_ndk.clone();
    for sdk in sdks {
        let mut versions = children(&sdk.join("ndk"), |name| leading_number(name).is_some());
        versions.sort_by_key(|path| {
            let name = path.file_name().and_then(|name| name.to_str());
            name.and_then(leading_number)
        });
        kits.extend(versions.into_iter().rev());
    }
    kits.extend([
        env.system("usr/lib/android-ndk"),
        env.system("opt/android-ndk"),
    ]);
    let name = triplet(target).unwrap_or_default();
    kits.iter()
        .flat_map(|kit| children(&kit.join("toolchains/llvm/prebuilt"), |_| true))
        .map(|host| host.join("sysroot/usr/include"))
        .find(|include| include.join(&name).is_dir())
        .map(|include| vec![include.join(&name), include])
        .unwrap_or_default()
}

/// mingw-w64's; Microsoft's only where the machine itself names them in `INCLUDE`.
fn windows(env: &Environment, target: &Target, own: bool) -> Vec<PathBuf> {
    if target.env == "msvc" {
        return if own { env.include.clone() } else { Vec::new() };
    }
    let Some(triplet) = triplet(target) else {
        return Vec::new();
    };
    first(at(
        env,
        &[
            &format!("usr/{triplet}/include"),
            &format!("usr/{triplet}/sys-root/mingw/include"),
            &format!(
                "opt/homebrew/opt/mingw-w64/toolchain-{}/{triplet}/include",
                target.arch
            ),
            // Debian's `mingw-w64-common`, to which the directories of all machines are links.
            "usr/share/mingw-w64/include",
        ],
    ))
}

/// The platform of iOS that a triple means.
fn ios_platform(target: &Target) -> &'static str {
    if target.triple.ends_with("-sim") || target.triple.ends_with("-simulator") {
        "iPhoneSimulator"
    } else {
        "iPhoneOS"
    }
}

/// The SDK that `SDKROOT` names, if it is the platform's, the command line tools' or Xcode's.
fn apple(env: &Environment, platform: &str) -> Vec<PathBuf> {
    let named = env.sdk_root.iter().filter(|sdk| {
        let name = sdk.file_name().and_then(|name| name.to_str());
        let is_ios = name.is_some_and(|name| name.starts_with("iPhone"));
        match platform {
            "MacOSX" => !is_ios,
            _ => name.is_some_and(|name| name.starts_with(platform)),
        }
    });
    let known = [
        format!("Library/Developer/CommandLineTools/SDKs/{platform}.sdk"),
        format!(
            "Applications/Xcode.app/Contents/Developer/Platforms/{platform}.platform/Developer/SDKs/\
             {platform}.sdk"
        ),
    ];
    let known = known.iter().map(|sdk| env.system(sdk));
    first(
        named
            .cloned()
            .chain(known)
            .map(|sdk| sdk.join("usr/include"))
            .collect(),
    )
}

/// wasi-libc's.
fn wasi(env: &Environment) -> Vec<PathBuf> {
    let mut found = at(env, &["usr/include/wasm32-wasi"]);
    for sysroot in ["usr/share/wasi-sysroot", "opt/wasi-sdk/share/wasi-sysroot"] {
        for name in ["wasm32-wasip1", "wasm32-wasi"] {
            found.push(env.system(sysroot).join("include").join(name));
        }
    }
    first(found)
}

/// newlib or picolibc of a machine without a system.
fn bare(env: &Environment, triplet: &str, more: &[&str]) -> Vec<PathBuf> {
    let mut found = at(
        env,
        &[
            &format!("usr/lib/{triplet}/include"),
            &format!("usr/{triplet}/include"),
        ],
    );
    found.extend(at(env, more));
    found.push(env.system(format!("usr/lib/picolibc/{triplet}/include")));
    first(found)
}

/// System directories by their names without the leading `/`.
fn at(env: &Environment, names: &[&str]) -> Vec<PathBuf> {
    names.iter().map(|name| env.system(name)).collect()
}

/// The first that exists: these are the same headers in different systems' places.
fn first(directories: Vec<PathBuf>) -> Vec<PathBuf> {
    directories
        .into_iter()
        .find(|directory| directory.is_dir())
        .into_iter()
        .collect()
}
