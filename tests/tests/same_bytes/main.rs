//! The same bytes native and in WebAssembly.

#[path = "../../../flow/tests/kernel/drawing.rs"]
mod drawing;
mod expressions;
#[path = "../../../feel/tests/authoring/generator/mod.rs"]
mod generator;
mod processes;
mod wasm;
