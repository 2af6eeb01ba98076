//! The options about proof, as typed and as checked.

use clap::Args;

use super::audit::Format;

/// Options about proof.
#[derive(Debug, Args)]
pub(super) struct Proof {
    /// Read the module back and check it against C, in libclang
    #[arg(long, help_heading = "Proof")]
    pub(super) verify: bool,

    /// Have a C compiler check it, too: gcc, clang or a path; repeatable
    #[arg(long, value_name = "CC", help_heading = "Proof")]
    pub(super) cc: Vec<String>,

    /// Look its symbols up in a library, a path or a linker's name; repeatable
    #[arg(long, value_name = "PATH|NAME", help_heading = "Proof")]
    pub(super) library: Vec<String>,

    /// How to say what was found
    #[arg(long, value_enum, default_value = "text", value_name = "text|json")]
    #[arg(help_heading = "Proof", hide_possible_values = true)]
    pub(super) format: Format,

    /// A header that the module is about; repeatable
    #[arg(long, value_name = "HEADER", hide = true)]
    pub(super) header: Vec<String>,
}

/// What is to be checked, and how that is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checks {
    /// Read the module back and check it.
    pub verify: bool,
    /// The compilers that check it beside libclang, as typed.
    pub compilers: Vec<String>,
    /// The libraries that its symbols are looked up in, as typed.
    pub libraries: Vec<String>,
    /// How to say what was found.
    pub format: Format,
}

impl Proof {
    /// What was typed.
    pub(super) fn checks(&self) -> Checks {
        Checks {
            verify: self.verify || !self.cc.is_empty() || !self.library.is_empty(),
            compilers: self.cc.clone(),
            libraries: self.library.clone(),
            format: self.format,
        }
    }
}
