//! What is known of a target's machine without asking a compiler: as much as `@cfg` can ask.

use super::Target;

impl Target {
    /// `@cfg(target_pointer_width = …)`: `"16"`, `"32"`, `"64"`.
    pub fn pointer_width(&self) -> &'static str {
        match self.arch.as_str() {
            "avr" => "16",
            "x86" | "arm" | "riscv32" | "wasm32" => "32",
            _ => "64",
        }
    }

    /// The size of an object pointer, in bytes.
    pub fn pointer_bytes(&self) -> u64 {
        match self.pointer_width() {
            "16" => 2,
            "32" => 4,
            _ => 8,
        }
    }

    /// Whether the most significant byte is stored first.
    pub fn is_big_endian(&self) -> bool {
        self.arch == "s390x"
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn machines() {
        let of = |triple: &str| {
            let target = Target::parse(triple).unwrap();
            (target.pointer_bytes(), target.is_big_endian())
        };
        assert_eq!(of("avr"), (2, false));
        assert_eq!(of("i686-pc-windows-msvc"), (4, false));
        assert_eq!(of("thumbv7em-none-eabihf"), (4, false));
        assert_eq!(of("wasm32-wasip1"), (4, false));
        assert_eq!(of("s390x-unknown-linux-gnu"), (8, true));
        assert_eq!(of("powerpc64le-unknown-linux-gnu"), (8, false));
    }
}
