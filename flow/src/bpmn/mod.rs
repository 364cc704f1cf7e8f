//! BPMN 2.0 XML in and out, with its diagram.
//!
//! What we do not interpret is kept: a definition that came from a file carries the whole file under `foreign`, and
//! writing an unchanged one gives the same model again. What BPMN has and we cannot execute is drawn, kept and refused
//! for execution, with the element and the reason. `docs/bpmn.md` says what is mapped to what.

mod document;
mod encoding;
mod expression;
mod extension;
mod names;
mod read;
mod rules;
mod write;

pub use encoding::decode;
pub use names::EXTENSION;
pub use read::{Reading, processes, read};
pub use write::write;
