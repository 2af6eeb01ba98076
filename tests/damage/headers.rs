//! The headers whose modules are damaged.

/// A header with what it needs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Header {
    /// How an `#include` spells it.
    pub(crate) name: &'static str,
    /// What must be included before it.
    pub(crate) before: Option<&'static str>,
    /// The target.
    pub(crate) target: &'static str,
    /// How many places of each kind are damaged.
    pub(crate) places: usize,
}

/// One for the machine that the tests run on.
const fn host(name: &'static str, places: usize) -> Header {
    Header {
        name,
        before: None,
        target: "x86_64-unknown-linux-gnu",
        places,
    }
}

/// All of them: libraries with everything, structures of the system, bit-fields, conventions.
pub(crate) const HEADERS: [Header; 10] = [
    host("sqlite3.h", 2),
    host("zlib.h", 5),
    host("curl/curl.h", 2),
    host("openssl/evp.h", 1),
    host("SDL2/SDL.h", 2),
    host("vulkan/vulkan.h", 1),
    host("sys/stat.h", 5),
    host("netinet/ip.h", 5),
    host("linux/tcp.h", 5),
    Header {
        name: "winbase.h",
        before: Some("windef.h"),
        target: "i686-pc-windows-gnu",
        places: 1,
    },
];
