//! Arbitrary bytes as a header, through the whole program and a real libclang.

#![no_main]

use libfuzzer_sys::fuzz_target;
use quarry_bindgen_fuzz::{read_module, run};

fuzz_target!(|bytes: &[u8]| {
    for module in run(bytes, &[]) {
        read_module(&module, false);
    }
});
