//! Which Debian package has a well-known library.

use crate::clang::find::debian_package;
use crate::target::Target;

/// A library's name for the linker, and a header of the same package.
const HEADERS: &[(&str, &str)] = &[
    ("z", "zlib.h"),
    ("curl", "curl/"),
    ("ssl", "openssl/"),
    ("crypto", "openssl/"),
    ("SDL2", "SDL2/"),
    ("gtk-3", "gtk/"),
    ("gdk-3", "gdk/"),
    ("glib-2.0", "glib.h"),
    ("gobject-2.0", "glib-object.h"),
    ("gio-2.0", "gio/"),
    ("pango-1.0", "pango/"),
    ("harfbuzz", "hb.h"),
    ("freetype", "ft2build.h"),
    ("fontconfig", "fontconfig/"),
    ("vulkan", "vulkan/"),
    ("pq", "libpq-fe.h"),
    ("xml2", "libxml/"),
    ("xslt", "libxslt/"),
    ("jpeg", "jpeglib.h"),
    ("tiff", "tiffio.h"),
    ("bz2", "bzlib.h"),
    ("uv", "uv.h"),
    ("event", "event2/"),
    ("readline", "readline/"),
    ("GL", "GL/"),
    ("EGL", "EGL/"),
    ("glfw", "GLFW/"),
    ("uuid", "uuid/"),
    ("wayland-client", "wayland-client.h"),
];

/// The libraries of glibc itself.
const OF_C: &[&str] = &[
    "c", "m", "dl", "pthread", "rt", "util", "resolv", "crypt", "anl", "mvec",
];

/// The package to install, where one is known: for another machine only its C library's.
pub(super) fn provider(name: &str, target: &Target, is_own: bool) -> Option<&'static str> {
    let arch = target.arch.as_str();
    let of_c = OF_C.contains(&name);
    match (target.os.as_str(), target.env.as_str()) {
        ("linux", "gnu") if is_own && of_c => Some("libc6-dev"),
        ("linux", "gnu") if is_own => {
            let header = HEADERS.iter().find(|(library, _)| *library == name);
            match header {
                Some((_, header)) => debian_package(header),
                None => debian_package(&format!("{name}.h")),
            }
        }
        ("linux", "gnu") if of_c => Some(match arch {
            "x86_64" => "libc6-dev-amd64-cross",
            "x86" => "libc6-dev-i386-cross",
            "aarch64" => "libc6-dev-arm64-cross",
            "arm" => "libc6-dev-armhf-cross",
            "riscv64" => "libc6-dev-riscv64-cross",
            "powerpc64" => "libc6-dev-ppc64el-cross",
            "s390x" => "libc6-dev-s390x-cross",
            _ => return None,
        }),
        ("windows", "gnu") if arch == "x86_64" => Some("mingw-w64-x86-64-dev"),
        ("windows", "gnu") if arch == "x86" => Some("mingw-w64-i686-dev"),
        ("none", _) if arch == "avr" && matches!(name, "c" | "m") => Some("avr-libc"),
        ("none", _) if arch == "arm" && matches!(name, "c" | "m") => {
            Some("libnewlib-arm-none-eabi")
        }
        _ => None,
    }
}
