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
