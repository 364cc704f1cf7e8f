//! The process that libFuzzer drives: it hands every input to the target that `FUZZ_TARGET` names.

#![no_main]

use std::env;
use std::sync::LazyLock;

use fuzz::{Target, text_of};

static TARGET: LazyLock<&Target> = LazyLock::new(|| {
    let name = env::var("FUZZ_TARGET").expect("FUZZ_TARGET names a target");
    Target::named(&name).unwrap_or_else(|| panic!("there is no target {name}"))
});

libfuzzer_sys::fuzz_target!(|input: &[u8]| (TARGET.run)(&text_of(input)));
