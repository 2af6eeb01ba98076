//! Panics as values: no input may show a user a raw one.

use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, Mutex, PoisonError};

/// Runs `job`. A panic in it prints nothing; it is `Err` with its message and place.
///
/// The process's panic hook is exchanged meanwhile, so that only a program's outermost function
/// should call this.
///
/// # Errors
/// The message of a panic, and where it stands in the source: `no way (src/a.rs:3)`.
pub fn catch<A>(job: impl FnOnce() -> A) -> Result<A, String> {
    let place = Arc::new(Mutex::new(String::new()));
    let noted = Arc::clone(&place);
    let hook = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        let text = match info.location() {
            Some(location) => format!(" ({}:{})", location.file(), location.line()),
            None => String::new(),
        };
        *noted.lock().unwrap_or_else(PoisonError::into_inner) = text;
    }));
    let result = panic::catch_unwind(AssertUnwindSafe(job));
    panic::set_hook(hook);
    result.map_err(|payload| {
        let message = payload
            .downcast_ref::<&str>()
            .map(|text| (*text).to_owned())
            .or_else(|| payload.downcast_ref::<String>().cloned())
            .unwrap_or_else(|| "panic".to_owned());
        let place = place.lock().unwrap_or_else(PoisonError::into_inner);
        format!("{message}{place}")
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn a_panic_is_a_value() {
        assert_eq!(catch(|| 1), Ok(1));
        let message = catch(|| -> u32 { panic!("no {}", "way") }).unwrap_err();
        assert!(message.starts_with("no way ("), "{message}");
        assert!(message.contains("caught.rs:"), "{message}");
    }
}
