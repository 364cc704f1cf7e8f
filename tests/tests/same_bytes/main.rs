//! The same bytes native and in WebAssembly.

#[path = "../../../flow/tests/kernel/drawing.rs"]
mod drawing;
mod expressions;
#[path = "../../../feel/tests/authoring/generator/mod.rs"]
mod generator;
#[path = "../../../flow/tests/kernel/playing.rs"]
mod playing;
mod processes;
mod wasm;
