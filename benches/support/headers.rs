//! The headers that the benches read, and the flags that every program gets for them.

use std::process::Command;

/// A header, or several that are read as one.
pub(crate) struct Header {
    /// As the tables name it.
    pub(crate) name: &'static str,
    /// As an `#include` names them.
    pub(crate) includes: &'static [&'static str],
    /// Its package for `pkg-config`, where it has flags.
    package: Option<&'static str>,
    /// Further flags of clang.
    flags: &'static [&'static str],
    /// What Zig is told instead of those.
    pub(crate) zig: &'static [&'static str],
}

/// What Zig has to be told of this machine: that there is a C library.
const HERE: &[&str] = &["-lc"];

/// The headers, from small to large.
pub(crate) const HEADERS: [Header; 9] = [
    plain("sqlite3.h", &["sqlite3.h"]),
    plain("zlib.h", &["zlib.h"]),
    plain("C11's headers", &C11),
    packaged("vulkan/vulkan.h", &["vulkan/vulkan.h"], "vulkan"),
    packaged("SDL2/SDL.h", &["SDL2/SDL.h"], "sdl2"),
    packaged("Python.h", &["Python.h"], "python3"),
    packaged("openssl/ssl.h", &["openssl/ssl.h"], "openssl"),
    packaged("gtk/gtk.h", &["gtk/gtk.h"], "gtk+-3.0"),
    Header {
        name: "windows.h",
        includes: &["windows.h"],
        package: None,
        flags: &[
            "--target=x86_64-pc-windows-gnu",
            "-isystem/usr/share/mingw-w64/include",
        ],
        // Without a C library: it would take its own copy of these headers.
        zig: &[
            "-target",
            "x86_64-windows-gnu",
            "-isystem",
            "/usr/share/mingw-w64/include",
        ],
    },
];

/// The headers of C11, §7.1.2.
const C11: [&str; 29] = [
    "assert.h",
    "complex.h",
    "ctype.h",
    "errno.h",
    "fenv.h",
    "float.h",
    "inttypes.h",
    "iso646.h",
    "limits.h",
    "locale.h",
    "math.h",
    "setjmp.h",
    "signal.h",
    "stdalign.h",
    "stdarg.h",
    "stdatomic.h",
    "stdbool.h",
    "stddef.h",
    "stdint.h",
    "stdio.h",
    "stdlib.h",
    "stdnoreturn.h",
    "string.h",
    "tgmath.h",
    "threads.h",
    "time.h",
    "uchar.h",
    "wchar.h",
    "wctype.h",
];

/// A header of this machine that needs no flags.
const fn plain(name: &'static str, includes: &'static [&'static str]) -> Header {
    Header {
        name,
        includes,
        package: None,
        flags: &[],
        zig: HERE,
    }
}

/// A header of this machine whose flags `pkg-config` knows.
const fn packaged(
    name: &'static str,
    includes: &'static [&'static str],
    package: &'static str,
) -> Header {
    Header {
        name,
        includes,
        package: Some(package),
        flags: &[],
        zig: HERE,
    }
}

impl Header {
    /// Its name as a part of a file's name.
    pub(crate) fn file_name(&self) -> String {
        self.name.replace(|c: char| !c.is_ascii_alphanumeric(), "_")
    }

    /// A C file that includes it.
    pub(crate) fn source(&self) -> String {
        let lines = self.includes.iter();
        lines.map(|name| format!("#include <{name}>\n")).collect()
    }

    /// The flags that clang, libclang and what uses it get.
    pub(crate) fn clang_flags(&self) -> Result<Vec<String>, String> {
        let mut flags = self.package_flags()?;
        flags.extend(self.flags.iter().map(|&flag| flag.to_owned()));
        Ok(flags)
    }

    /// The flags that Zig gets.
    pub(crate) fn zig_flags(&self) -> Result<Vec<String>, String> {
        let mut flags = self.package_flags()?;
        flags.extend(self.zig.iter().map(|&flag| flag.to_owned()));
        Ok(flags)
    }

    /// Where its package's headers are, and which macros they want.
    fn package_flags(&self) -> Result<Vec<String>, String> {
        let Some(package) = self.package else {
            return Ok(Vec::new());
        };
        let output = Command::new("pkg-config")
            .args(["--cflags", package])
            .output()
            .map_err(|e| format!("pkg-config: {e}"))?;
        if !output.status.success() {
            return Err(format!(
                "pkg-config does not know {package}: run scripts/test.sh"
            ));
        }
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let wanted = |flag: &&str| flag.starts_with("-I") || flag.starts_with("-D");
        Ok(text
            .split_whitespace()
            .filter(wanted)
            .map(str::to_owned)
            .collect())
    }
}
