//! libclang's strings, taken over as Rust's.
#![allow(unsafe_code)]

use std::ffi::CStr;

use clang_sys::CXString;

use super::library::ask;

/// Copies a libclang string and disposes of it. Bytes that are not UTF-8 become U+FFFD.
///
/// # Safety
/// `string` comes from libclang on this thread and was not disposed of.
pub(super) unsafe fn take(string: CXString) -> String {
    // SAFETY: by the caller.
    unsafe {
        let text = copy(&string);
        ask!(clang_disposeString)(string);
        text
    }
}

/// Copies a libclang string that something else disposes of. Bytes that are not UTF-8 become
/// U+FFFD.
///
/// # Safety
/// `string` comes from libclang on this thread and was not disposed of.
pub(super) unsafe fn copy(string: &CXString) -> String {
    // SAFETY: by the caller; the pointer is null or a C string that lives until the disposal.
    unsafe {
        let pointer = ask!(clang_getCString)(*string);
        if pointer.is_null() {
            String::new()
        } else {
            let bytes = CStr::from_ptr(pointer).to_bytes();
            // Much faster than to look for what is no UTF-8, of which there is hardly any.
            match std::str::from_utf8(bytes) {
                Ok(text) => text.to_owned(),
                Err(_) => String::from_utf8_lossy(bytes).into_owned(),
            }
        }
    }
}
