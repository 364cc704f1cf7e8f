//! The language of rules as a module of its own: it reads an expression and writes what it yields. Only `make bench`
//! builds it, to weigh it.

#![allow(unsafe_code, reason = "exported names must be unique in the module, and they are")]

use std::sync::Mutex;

use feel::{Limits, parse};

static TEXT: Mutex<Vec<u8>> = Mutex::new(Vec::new());

/// Makes room for an expression of so many bytes, and tells where.
#[unsafe(no_mangle)]
extern "C" fn room_for(length: usize) -> *const u8 {
    let Ok(mut text) = TEXT.lock() else { return std::ptr::null() };
    *text = vec![0; length];
    text.as_ptr()
}

/// Evaluates the expression, and tells how long the answer is that stands in its place.
#[unsafe(no_mangle)]
extern "C" fn evaluated() -> usize {
    let Ok(mut text) = TEXT.lock() else { return 0 };
    let answer = std::str::from_utf8(&text).ok().map(|text| {
        let value = parse(text, &()).and_then(|read| read.evaluate(&(), &mut Limits::default()));
        value.map_or_else(|error| error.to_string(), |value| value.to_string())
    });
    *text = answer.unwrap_or_default().into_bytes();
    text.len()
}
