//! One symbol.

/// A symbol that a library defines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbol {
    /// What it is.
    pub sort: Sort,
    /// Who can reach it.
    pub binding: Binding,
    /// Its versions, where the library has any: `sqlite3_open@@VER`.
    pub versions: Vec<Version>,
    /// Where a `.dll` gives it from another: `NTDLL.RtlAllocateHeap`.
    pub forwarded: Option<String>,
}

/// What a symbol is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// Code.
    Function,
    /// A variable.
    Data,
    /// A variable of which each thread has its own.
    ThreadLocal,
    /// The file does not tell.
    Unknown,
}

/// Who can reach a symbol, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Binding {
    /// Whoever links with the library.
    Global,
    /// The same, unless another library defines it too.
    Weak,
    /// Nobody but the library itself.
    Local,
}

/// A version of an ELF symbol.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    /// Its name: `GLIBC_2.2.5`.
    pub name: String,
    /// What a linker takes where no version is asked for: `@@` rather than `@`.
    pub is_default: bool,
}

impl Symbol {
    /// One without versions.
    pub fn new(sort: Sort, binding: Binding) -> Symbol {
        Symbol {
            sort,
            binding,
            versions: Vec::new(),
            forwarded: None,
        }
    }

    /// Adds another definition of the same name.
    pub fn join(&mut self, mut other: Symbol) {
        if other.binding < self.binding {
            std::mem::swap(self, &mut other);
        }
        // An old version of it does not make one that has none hard to link with: glibc's
        // `atexit` is in `libc_nonshared.a`, and for old programs in `libc.so.6`.
        let is_plain = |it: &Symbol| it.versions.is_empty() && it.can_be_linked();
        if is_plain(self) || is_plain(&other) {
            if !self.can_be_linked() {
                std::mem::swap(self, &mut other);
            }
            if !other.can_be_linked() {
                return;
            }
        }
        self.versions.append(&mut other.versions);
        self.versions.sort_unstable();
        self.versions.dedup();
    }

    /// Whether a linker that is given no version finds it.
    pub fn can_be_linked(&self) -> bool {
        self.binding != Binding::Local
            && (self.versions.is_empty() || self.versions.iter().any(|it| it.is_default))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_version_beside_one_without() {
        let version = |is_default| Version {
            name: "V".to_owned(),
            is_default,
        };
        let with = |versions: &[Version]| Symbol {
            versions: versions.to_vec(),
            ..Symbol::new(Sort::Function, Binding::Global)
        };
        let (old, new, none) = (with(&[version(false)]), with(&[version(true)]), with(&[]));
        for (first, second, expected) in [
            (&old, &none, &none),
            (&none, &old, &none),
            (&none, &new, &new),
            (&old, &new, &with(&[version(false), version(true)])),
        ] {
            let mut joined = first.clone();
            joined.join(second.clone());
            assert!(joined.can_be_linked());
            assert_eq!(joined.versions.len(), expected.versions.len());
        }
    }
}
