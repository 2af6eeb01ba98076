//! The headers whose modules are damaged.

/// A header with what it needs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Header {
    /// How an `#include` spells it.
    pub(crate) name: &'static str,
    /// The target.
    pub(crate) target: &'static str,
    /// More options.
    pub(crate) options: &'static [&'static str],
    /// How many places of each kind are damaged.
    pub(crate) places: usize,
}

/// One for the machine that the tests run on.
const fn host(name: &'static str, places: usize) -> Header {
    Header {
        name,
        target: "x86_64-unknown-linux-gnu",
        options: &[],
        places,
    }
}

/// All of them: libraries with everything, structures of the system, bit-fields, conventions.
pub(crate) const HEADERS: [Header; 10] = [
    host("sqlite3.h", 5),
    host("zlib.h", 5),
    host("curl/curl.h", 5),
    host("openssl/evp.h", 3),
    host("SDL2/SDL.h", 5),
    host("vulkan/vulkan.h", 3),
    host("sys/stat.h", 5),
    host("netinet/ip.h", 5),
    host("linux/tcp.h", 5),
    Header {
        name: "windows.h",
        target: "i686-pc-windows-gnu",
        options: &[],
        places: 2,
    },
];
