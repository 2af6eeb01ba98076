//! The symbols that names of C refer to.

use std::collections::BTreeSet;

use crate::error::Error;
use crate::verify::compiler::{Compiler, Object};

use super::lines;

/// What a name of C refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Referred {
    /// The symbol, as the object file has it: `_f` for macOS, `__imp_f` for what comes out of a
    /// `.dll`.
    pub symbol: String,
    /// Whether it is the pointer `__imp_…` that a `.dll` fills in.
    pub is_imported: bool,
    /// Whether a program starts without it.
    pub is_weak: bool,
    /// Whether each thread has its own.
    pub is_thread_local: bool,
    /// Whether the text itself defines it, as `static inline` does: no library has to.
    pub is_defined: bool,
    /// Whether nobody else can refer to it, as to a `static` function.
    pub is_local: bool,
}

/// What code refers to beside the name that it is about, without the object format's `_`.
const OWN: &[&str] = &[
    ".TOC.",
    "_GLOBAL_OFFSET_TABLE_",
    "__aeabi_read_tp",
    "__emutls_get_address",
    "__tls_get_addr",
    "_tls_index",
    "_tls_array",
];

/// What GNU's compilers for Windows call the description of a variable of threads.
const EMULATED: &str = "__emutls_v.";

/// Asks for the symbols of functions and variables: `expressions` are their names in C.
///
/// `text` declares them. The inner errors are for what has no address, or is not declared.
///
/// # Errors
/// Where the compiler objects to the text, and as [`Compiler::compile`].
pub fn symbols(
    compiler: &Compiler,
    text: &str,
    expressions: &[&str],
) -> Result<Vec<Result<Referred, String>>, Error> {
    let mut answers = vec![Err(String::new()); expressions.len()];
    let mut open: Vec<usize> = (0..expressions.len()).collect();
    // A pointer to a name is the least work for a compiler. Windows' compilers do not always let it
    // be the `__imp_…` that code refers to.
    let forms = match compiler.target().os.as_str() {
        "windows" => &[in_code as Form][..],
        _ => &[in_data, in_code],
    };
    for form in forms {
        if open.is_empty() && !expressions.is_empty() {
            break;
        }
        let asked = open.iter().filter_map(|&index| expressions.get(index));
        let probes: Vec<String> = asked.enumerate().map(|(at, it)| form(at, it)).collect();
        let compiled = lines::compile(compiler, text, &probes)?;
        for (at, (&index, refused)) in open.iter().zip(compiled.refused).enumerate() {
            let answer = match (refused, &compiled.object) {
                (Some(message), _) => Err(message),
                (None, Some(object)) => referred(object, &format!("quarry_symbol_{at}")),
                (None, None) => Err("it was not compiled".to_owned()),
            };
            if let Some(slot) = answers.get_mut(index) {
                *slot = answer;
            }
        }
        open.retain(|&index| answers.get(index).is_some_and(Result::is_err));
    }
    Ok(answers)
}

/// A way to write a probe.
type Form = fn(usize, &str) -> String;

/// A pointer, which cannot be one to a variable of threads.
fn in_data(at: usize, it: &str) -> String {
    format!(
        "extern __typeof__(&({it})) const quarry_symbol_{at}; \
         __typeof__(&({it})) const quarry_symbol_{at} = &({it});"
    )
}

/// A function that gives the address.
fn in_code(at: usize, it: &str) -> String {
    format!("__typeof__(&({it})) quarry_symbol_{at}(void) {{ return &({it}); }}")
}

/// What a probe refers to.
fn referred(object: &Object, probe: &str) -> Result<Referred, String> {
    let prefixed = format!("_{probe}");
    let datum = object
        .data
        .get(probe)
        .or_else(|| object.data.get(&prefixed));
    let pointed: Option<BTreeSet<String>> =
        datum.map(|datum| datum.relocations.values().cloned().collect());
    let names = pointed
        .as_ref()
        .or_else(|| object.functions.get(probe))
        .or_else(|| object.functions.get(&prefixed))
        .ok_or_else(|| "the object file lacks the probe".to_owned())?;
    // Labels of the compiler's own begin with `.L`.
    let is_own = |name: &str| {
        let plain = name.strip_prefix('_').unwrap_or(name);
        name.starts_with(".L") || OWN.contains(&name) || OWN.contains(&plain)
    };
    let mut names = names.iter().filter(|name| !is_own(name));
    let name = match (names.next(), names.next()) {
        (Some(name), None) => name,
        (None, _) => return Err("it refers to no symbol".to_owned()),
        (Some(one), Some(other)) => {
            return Err(format!("it refers to `{one}` and `{other}`"));
        }
    };
    let mut found = Referred {
        symbol: name.clone(),
        is_imported: name.starts_with("__imp_"),
        is_weak: object.weak.contains(name),
        is_thread_local: object.thread_local.contains(name),
        is_defined: !object.undefined.contains(name),
        is_local: object.local.contains(name),
    };
    for prefix in ["", "_"] {
        if let Some(variable) = name.strip_prefix(&format!("{prefix}{EMULATED}")) {
            found.symbol = format!("{prefix}{variable}");
            found.is_thread_local = true;
        }
    }
    Ok(found)
}
