//! What is known of a target's machine without asking a compiler: as much as `@cfg` can ask.

use super::Target;

impl Target {
    /// `@cfg(target_pointer_width = …)`: `"16"`, `"32"`, `"64"`.
    pub fn pointer_width_text(&self) -> &'static str {
        match self.pointer_width {
            16 => "16",
            32 => "32",
            _ => "64",
        }
    }

    /// The size of an object pointer, in bytes.
    pub fn pointer_bytes(&self) -> u64 {
        u64::from(self.pointer_width / 8)
    }

    /// The most that a member of a structure is aligned to by its type alone, as long as that has
    /// 8 bytes at most.
    pub fn widest_alignment(&self) -> u64 {
        match self.arch.as_str() {
            "avr" => 1,
            "msp430" | "m68k" => 2,
            // The System V ABI's `double` and `long long` (Intel386 supplement, 3-2).
            "x86" if self.os != "windows" => 4,
            _ => 8,
        }
    }

    /// Whether it is x86_64 with pointers of 32 bits.
    pub fn is_x32(&self) -> bool {
        self.arch == "x86_64" && self.pointer_width == 32
    }

    /// Whether its programs run on a machine of this architecture and system as on their own, so
    /// that what is installed there may be meant.
    pub fn is_own(&self, arch: &str, os: &str) -> bool {
        // x32 has the architecture's name, and other libraries.
        self.arch == arch && self.os == os && !self.is_x32()
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
            (target.pointer_bytes(), target.big_endian)
        };
        assert_eq!(of("avr"), (2, false));
        assert_eq!(of("i686-pc-windows-msvc"), (4, false));
        assert_eq!(of("thumbv7em-none-eabihf"), (4, false));
        assert_eq!(of("x86_64-unknown-linux-gnux32"), (4, false));
        assert_eq!(of("msp430"), (2, false));
        assert_eq!(of("mips-linux-gnu"), (4, true));
        assert_eq!(of("mipsel-linux-gnu"), (4, false));
        assert_eq!(of("wasm32-wasip1"), (4, false));
        assert_eq!(of("s390x-unknown-linux-gnu"), (8, true));
        assert_eq!(of("powerpc64le-unknown-linux-gnu"), (8, false));
    }
}
