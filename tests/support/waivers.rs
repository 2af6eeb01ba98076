//! What compilers disagree about, so that a module cannot be right for all: one by one, with the
//! reason. A waiver that nothing needs is an error, as is a difference without one.

use std::collections::BTreeSet;

use quarry_bindgen::verdict::Verdict;

/// A known split between compilers.
pub(crate) struct Waiver {
    /// What a run has to read for the split to show: a Debian package.
    pub(crate) package: &'static str,
    /// The items as verdicts call them.
    pub(crate) item: &'static str,
    /// Who disagrees with libclang.
    pub(crate) judge: &'static str,
    /// Why.
    pub(crate) reason: &'static str,
}

/// The header asks for the compiler's version.
const VERSION: &str = "the header computes it from the version that the compiler claims to have: 4.2.1 for all clangs";
/// glibc's `bits/floatn.h`.
const FLOATN: &str =
    "glibc asks whether the compiler has types of TS 18661-3; clang has them under no such name";
/// A header that declares something for some compilers only.
const DECLARED: &str = "the header declares it for some compilers only";

/// mingw-w64 writes `#pragma pack(push,_CRT_PACKING)` around its C library.
const PACK: &str =
    "gcc takes a macro in `#pragma pack(push,MACRO)` for a label, clang for its value";

/// All splits.
pub(crate) const WAIVERS: [Waiver; 17] = [
    waiver("libbrotli-dev", "const BROTLI_GNUC_VERSION", VERSION),
    waiver("libgcrypt20-dev", "const _GCRY_GCC_VERSION", VERSION),
    waiver("libgnutls28-dev", "const _GNUTLS_GCC_VERSION", VERSION),
    waiver("libgpg-error-dev", "const _GPG_ERR_GCC_VERSION", VERSION),
    waiver("libgpg-error-dev", "const GPGRT_GCC_VERSION", VERSION),
    waiver("mingw-w64-common", "const __MINGW_GCC_VERSION", VERSION),
    waiver("libc6-dev", "const __HAVE_FLOAT128", FLOATN),
    waiver("libc6-dev", "const __HAVE_DISTINCT_FLOAT128", FLOATN),
    waiver("libc6-dev", "const __HAVE_FLOAT128_UNLIKE_LDBL", FLOATN),
    waiver("libc6-dev", "const __HAVE_FLOATN_NOT_TYPEDEF", FLOATN),
    waiver("libc6-dev", "type _Float32", FLOATN),
    waiver("libc6-dev", "type _Float64", FLOATN),
    waiver("libc6-dev", "type _Float32x", FLOATN),
    waiver("libc6-dev", "fn __sigsetjmp", DECLARED),
    waiver("mingw-w64-common", "fn _lrotl", DECLARED),
    waiver("mingw-w64-common", "fn _lrotr", DECLARED),
    waiver("mingw-w64-common", "union __mingw_ldbl_type_t", PACK),
];

/// A split between gcc and clang.
const fn waiver(package: &'static str, item: &'static str, reason: &'static str) -> Waiver {
    Waiver {
        package,
        item,
        judge: "gcc",
        reason,
    }
}

/// Why something of a real header may be left unchecked.
const UNCHECKED: [&str; 2] = [
    // `int f(struct only_here *)`
    "C declares a type of it within a parameter list, where nothing else can name it",
    // clang's own `_InterlockedAnd` and the like
    "builtin functions must be directly called",
];

/// The differences of a verdict that nothing explains, and what was left unchecked for no known
/// reason. `used` collects the waivers that were needed.
pub(crate) fn unexplained(verdict: &Verdict, used: &mut BTreeSet<&'static str>) -> Vec<String> {
    let waiver = |item: &str, judge: &str| {
        WAIVERS
            .iter()
            .find(|it| it.item == item && judge.starts_with(it.judge))
    };
    let mut left = Vec::new();
    for finding in &verdict.findings {
        match waiver(&finding.item, &finding.judge) {
            Some(waiver) => {
                used.insert(waiver.item);
            }
            None => left.push(format!(
                "line {}: {}: {} ({})",
                finding.line, finding.item, finding.message, finding.judge
            )),
        }
    }
    for unchecked in &verdict.unchecked {
        let is_known = UNCHECKED.iter().any(|it| unchecked.reason.contains(it));
        if !is_known && waiver(&unchecked.item, &unchecked.reason).is_none() {
            left.push(format!("{}: {}", unchecked.item, unchecked.reason));
        }
    }
    left
}

/// The waivers of the packages that were read and that nothing has needed.
pub(crate) fn unused(packages: &[&str], used: &BTreeSet<&'static str>) -> Vec<String> {
    WAIVERS
        .iter()
        .filter(|it| packages.contains(&it.package) && !used.contains(it.item))
        .map(|it| format!("no need to waive {} ({})", it.item, it.reason))
        .collect()
}
