//! Why one declaration is not in the module: the reasons, and their wording in one table.
//!
//! A reason never stops a run; what stops a run is an [`Error`](crate::error::Error).

use std::fmt;

use serde::{Deserialize, Serialize};

/// Why a declaration is `# skipped`, as a reader of the module should see it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Reason {
    /// `static` at file scope: no other object file can link to it.
    InternalLinkage,
    /// `inline` without an external definition (C11 §6.7.4).
    Inline,
    /// `T f();` before C23 says nothing of its parameters (C11 §6.7.6.3p14).
    NoPrototype,
    /// A function with `_Thread_local` storage needs an access model that Pyrite cannot say.
    ThreadLocal,
    /// A calling convention that Pyrite cannot name, by its C spelling.
    CallingConvention(String),
    /// A type that Pyrite cannot pass or hold, by its C spelling.
    UnsupportedType(String),
    /// A type that may stand behind a pointer or in a field, but not travel by value.
    ByValue(String),
    /// A `va_list` that the target passes as an aggregate by value.
    VaList,
    /// A type that is itself refused, by its name.
    NeedsRefused(String),
    /// An object of incomplete type, by its C spelling.
    IncompleteType(String),
    /// `#define M(x) …`.
    FunctionLikeMacro,
    /// A macro that stands for no constant; what it expands to, shortened.
    NotAConstant(String),
    /// A macro that stands for a null pointer or an integer cast to a pointer.
    PointerConstant,
    /// A constant whose type no Pyrite literal has, by its C spelling (`long double`).
    UnsupportedConstant(String),
    /// A macro or typedef that only gives another name to a function, variable or type.
    RenamingMacro(String),
    /// The alpha compiler has no such item (`union`, extern variable, variadic function …).
    NotInAlpha(String),
    /// An asm label without the `_` that the target's C names have in object files.
    SymbolPrefix(String),
    /// A macro whose expansion has more tokens than this.
    TooManyTokens(u32),
    /// A macro whose expansion has calls in the arguments of calls, deeper than this.
    NestedCalls(u32),
    /// Anything that libclang reports and this version does not know, by clang's name for it.
    Unknown(String),
    /// A record that the target's compilers lay out differently, by its C spelling.
    LayoutInDoubt(String),
    /// A macro that gives another name to a function, variable or type that is refused itself.
    RenamesRefused(Box<(String, Reason)>),
    /// `unavailable("message")`, `error`: C refuses every use; the message.
    Unavailable(String),
    /// A record whose members the user does not want to be shown: its C spelling, the option.
    MadeOpaque(String, String),
}

impl Reason {
    /// Why a floating value that is not finite is no constant: Pyrite has no literal for it.
    pub fn no_literal(value: f64) -> Reason {
        let what = if value.is_nan() {
            "not-a-number"
        } else {
            "infinity"
        };
        Reason::UnsupportedConstant(what.to_owned())
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::InternalLinkage => f.write_str("static: it has no symbol to link to"),
            Reason::Inline => f.write_str("inline: it has no symbol to link to"),
            Reason::NoPrototype => f.write_str("declared without a prototype"),
            Reason::ThreadLocal => f.write_str("thread-local"),
            Reason::CallingConvention(name) => write!(f, "calling convention {name}"),
            Reason::UnsupportedType(ty) => write!(f, "no Pyrite type for {ty}"),
            Reason::ByValue(ty) => write!(f, "{ty} cannot be passed by value"),
            Reason::VaList => f.write_str("va_list is an aggregate by value on this target"),
            Reason::NeedsRefused(name) => write!(f, "needs {name}, which is skipped"),
            Reason::IncompleteType(ty) => write!(f, "incomplete type {ty}"),
            Reason::FunctionLikeMacro => f.write_str("function-like macro"),
            Reason::NotAConstant(text) => write!(f, "not a constant: {text}"),
            Reason::PointerConstant => f.write_str("pointer constant"),
            Reason::UnsupportedConstant(ty) => write!(f, "no Pyrite constant of type {ty}"),
            Reason::RenamingMacro(name) => write!(f, "another name for {name}"),
            Reason::NotInAlpha(what) => write!(f, "the alpha compiler has no {what}"),
            Reason::SymbolPrefix(label) => write!(f, "no C name has the symbol {label}"),
            Reason::TooManyTokens(most) => write!(f, "expands to more than {most} tokens"),
            Reason::NestedCalls(most) => write!(f, "expands to calls nested over {most} deep"),
            Reason::Unknown(name) => write!(f, "unknown to this version: {name}"),
            Reason::RenamesRefused(refused) => {
                let (name, reason) = refused.as_ref();
                write!(f, "another name for {name}, which is skipped: {reason}")
            }
            Reason::LayoutInDoubt(ty) => write!(f, "C compilers lay {ty} out differently here"),
            Reason::Unavailable(message) if message.is_empty() => {
                f.write_str("is marked unavailable")
            }
            Reason::Unavailable(message) => write!(f, "is marked unavailable: {message}"),
            Reason::MadeOpaque(ty, option) => write!(f, "{option} hides what {ty} is by value"),
        }
    }
}
