//! `va_list`, under whatever name.

use serde::{Deserialize, Serialize};

use super::Layout;

/// What a target's `va_list` is, which decides how a parameter of that type is passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct VaList {
    /// Its representation.
    pub form: VaListForm,
    /// Its size and alignment.
    pub layout: Layout,
}

/// The representations of `va_list`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum VaListForm {
    /// `char *` or `void *`: passed as it is.
    Pointer,
    /// An array of one structure: a parameter is a pointer to it (C11 §6.7.6.3p7).
    Array,
    /// A structure: a parameter is an aggregate by value.
    Record,
}
