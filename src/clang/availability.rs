//! Whether a declaration may be used, and what its author says to that.
#![allow(unsafe_code, non_upper_case_globals)]

use std::ptr;

use clang_sys::*;

use super::cursor::Cursor;
use super::library::ask;
use super::string;

/// Whether C code may use a declaration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Availability {
    /// It may.
    Available,
    /// `__attribute__((deprecated("message")))`, or for this version of the system.
    Deprecated(String),
    /// `__attribute__((unavailable("message")))`, or for this version of the system.
    Unavailable(String),
}

/// How many systems of `__attribute__((availability(macos, …)))` are asked for their message.
const SYSTEMS: usize = 8;

// SAFETY of every call below: as in `cursor`.
impl Cursor<'_> {
    /// Whether it may be used; a message is empty where there is none.
    pub fn availability(self) -> Availability {
        match unsafe { ask!(clang_getCursorAvailability)(self.raw) } {
            CXAvailability_Deprecated => Availability::Deprecated(self.messages().0),
            CXAvailability_NotAvailable => Availability::Unavailable(self.messages().1),
            _ => Availability::Available,
        }
    }

    /// What is said of its being deprecated, and of its being unavailable.
    fn messages(self) -> (String, String) {
        let mut systems = [CXPlatformAvailability::default(); SYSTEMS];
        let (mut deprecated, mut unavailable) = (CXString::default(), CXString::default());
        unsafe {
            let count = ask!(clang_getCursorPlatformAvailability)(
                self.raw,
                ptr::null_mut(),
                &raw mut deprecated,
                ptr::null_mut(),
                &raw mut unavailable,
                systems.as_mut_ptr(),
                SYSTEMS as i32,
            );
            let count = usize::try_from(count).unwrap_or(0).min(SYSTEMS);
            let mut of_a_system = String::new();
            for system in systems.iter_mut().take(count) {
                let message = string::copy(&system.Message);
                ask!(clang_disposeCXPlatformAvailability)(&raw mut *system);
                if of_a_system.is_empty() {
                    of_a_system = message;
                }
            }
            let or_of_a_system = |message: String| match message.is_empty() {
                true => of_a_system.clone(),
                false => message,
            };
            (
                or_of_a_system(string::take(deprecated)),
                or_of_a_system(string::take(unavailable)),
            )
        }
    }
}
