//! The compiler's own headers, for a libclang that comes without any (PyPI's package does).
//!
//! Written from the macros and builtins that clang predefines for the target, so that one set is
//! right for every target. libclang is given them as unsaved files in a directory that need not
//! exist: `-isystem /that/directory`, and each file as `/that/directory/stddef.h`, spelled
//! exactly so. `#include_next` reaches the C library's header of the same name from there.

/// The directory that libclang is told the headers are in; it exists in memory only.
pub const DIRECTORY: &str = "/quarry-bindgen/include";

/// Name and text of each header, by name.
pub const HEADERS: &[(&str, &str)] = &[
    ("ammintrin.h", include_str!("freestanding/ammintrin.h")),
    ("arm_neon.h", include_str!("freestanding/arm_neon.h")),
    ("cpuid.h", include_str!("freestanding/cpuid.h")),
    ("emmintrin.h", include_str!("freestanding/emmintrin.h")),
    ("float.h", include_str!("freestanding/float.h")),
    ("immintrin.h", include_str!("freestanding/immintrin.h")),
    ("intrin.h", include_str!("freestanding/intrin.h")),
    ("iso646.h", include_str!("freestanding/iso646.h")),
    ("limits.h", include_str!("freestanding/limits.h")),
    ("mm3dnow.h", include_str!("freestanding/mm3dnow.h")),
    ("mm_malloc.h", include_str!("freestanding/mm_malloc.h")),
    ("mmintrin.h", include_str!("freestanding/mmintrin.h")),
    ("nmmintrin.h", include_str!("freestanding/nmmintrin.h")),
    ("pmmintrin.h", include_str!("freestanding/pmmintrin.h")),
    ("smmintrin.h", include_str!("freestanding/smmintrin.h")),
    ("stdalign.h", include_str!("freestanding/stdalign.h")),
    ("stdarg.h", include_str!("freestanding/stdarg.h")),
    ("stdatomic.h", include_str!("freestanding/stdatomic.h")),
    ("stdbool.h", include_str!("freestanding/stdbool.h")),
    ("stddef.h", include_str!("freestanding/stddef.h")),
    ("stdint.h", include_str!("freestanding/stdint.h")),
    ("stdnoreturn.h", include_str!("freestanding/stdnoreturn.h")),
    ("tgmath.h", include_str!("freestanding/tgmath.h")),
    ("tmmintrin.h", include_str!("freestanding/tmmintrin.h")),
    ("wmmintrin.h", include_str!("freestanding/wmmintrin.h")),
    ("x86intrin.h", include_str!("freestanding/x86intrin.h")),
    ("xmmintrin.h", include_str!("freestanding/xmmintrin.h")),
];

#[cfg(test)]
mod tests;
