//! Declarations that are made to be right C, through the whole program and real libclangs: what
//! they give is accepted by the strict reader, and the same with every libclang.

#![no_main]

use libfuzzer_sys::fuzz_target;
use quarry_bindgen_fuzz::{Header, read_module, run};

fuzz_target!(|header: Header| {
    let text = header.to_string();
    if std::env::var_os("QUARRY_FUZZ_SHOW").is_some() {
        println!("{text}");
    }
    let alpha = header.alpha();
    let arguments: &[&str] = if alpha { &["--dialect=alpha"] } else { &[] };
    let modules = run(text.as_bytes(), arguments);
    for module in &modules {
        read_module(module, alpha);
    }
    if let [first, second] = &modules[..] {
        assert_eq!(first, second, "two libclangs give two modules of\n{text}");
    }
});
