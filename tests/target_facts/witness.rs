//! What C compilers say of the same things.

use std::path::Path;
use std::process::Command;

use quarry_bindgen::target::Target;

use crate::support;

/// The headers, in C.
pub(crate) const HEADERS: [&str; 9] = [
    "errno.h",
    "setjmp.h",
    "stdarg.h",
    "stddef.h",
    "stdio.h",
    "sys/stat.h",
    "sys/types.h",
    "time.h",
    "wchar.h",
];

/// The gcc of a target, where Debian has one with the same C library.
fn gcc(target: &Target) -> Option<&'static str> {
    Some(match target.triple.as_str() {
        "x86_64-unknown-linux-gnu" => "gcc",
        "i686-unknown-linux-gnu" => "i686-linux-gnu-gcc",
        "aarch64-unknown-linux-gnu" => "aarch64-linux-gnu-gcc",
        "armv7-unknown-linux-gnueabihf" => "arm-linux-gnueabihf-gcc",
        "riscv64gc-unknown-linux-gnu" => "riscv64-linux-gnu-gcc",
        "s390x-unknown-linux-gnu" => "s390x-linux-gnu-gcc",
        "x86_64-pc-windows-gnu" => "x86_64-w64-mingw32-gcc-win32",
        "i686-pc-windows-gnu" => "i686-w64-mingw32-gcc-win32",
        _ => return None,
    })
}

/// clang with a target's headers, from `quarry bindgen targets`.
fn clang(target: &Target, listed: &serde_json::Value) -> Command {
    let mut command = Command::new("clang-19");
    command
        .arg(format!("--target={}", target.clang_triple))
        .args(["-nostdlibinc", "-D__wasm_exception_handling__"]);
    // musl's headers come before the compiler's.
    let place = if target.env == "musl" {
        "-isystem"
    } else {
        "-idirafter"
    };
    let headers = &listed["headers"];
    for directory in headers["directories"].as_array().into_iter().flatten() {
        command.args([place, directory.as_str().unwrap_or_default()]);
    }
    for definition in headers["macros"].as_array().into_iter().flatten() {
        command.args(definition.as_str());
    }
    command
}

/// Asks all compilers of a target whether conditions hold. Gives how many were asked.
///
/// # Errors
/// What one of them objects to.
pub(crate) fn ask(
    target: &Target,
    listed: &serde_json::Value,
    conditions: &[String],
    directory: &Path,
) -> Result<usize, String> {
    let includes = HEADERS.map(|header| format!("#include <{header}>\n"));
    let asserted = conditions
        .iter()
        .map(|it| format!("_Static_assert({it}, \"{it}\");\n"));
    let text = includes.into_iter().chain(asserted).collect::<String>();
    let file = directory.join(format!("{}.c", target.triple));
    std::fs::write(&file, text).map_err(|it| it.to_string())?;
    let gcc = gcc(target).map(Command::new);
    let mut number = 0;
    for mut command in [clang(target, listed)].into_iter().chain(gcc) {
        command
            .args(["-std=gnu11", "-w", "-fsyntax-only"])
            .arg(&file);
        support::output_of(&mut command)?;
        number += 1;
    }
    Ok(number)
}
