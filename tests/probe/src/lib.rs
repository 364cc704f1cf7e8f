//! Plays a process and returns every byte of its log and state; or evaluates expressions.
//!
//! The tests run it natively, and compiled to WebAssembly by an interpreter: both must answer with the same bytes.

#[cfg(target_arch = "wasm32")]
mod exported;
mod expressions;
mod script;

pub use expressions::evaluate;
pub use script::{Run, Script};

/// Plays a script, and returns its run. Both are JSON, so that the reading and the writing are compared too.
///
/// # Panics
///
/// When the script is none: the tests made it.
pub fn play(script: &[u8]) -> Vec<u8> {
    let script: Script = serde_json::from_slice(script).expect("the script is one");
    serde_json::to_vec(&script.play()).expect("a run can be written")
}
