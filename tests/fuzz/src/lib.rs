//! What is fuzzed: each target takes any text and panics where a law does not hold. The process that makes the texts up
//! is `driver`; the texts that are kept are tried in the ordinary tests too.

mod bpmn;
pub mod corpus;
mod definition;
mod editor;
mod expression;
mod host;
mod model;
mod pattern;

/// Something that takes texts made up by a fuzzer.
pub struct Target {
    /// Its name, and that of the file of its kept inputs.
    pub name: &'static str,
    /// Tries a text.
    pub run: fn(&str),
    /// Words that mean something in its texts.
    pub words: fn() -> Vec<String>,
}

/// All targets.
pub const TARGETS: [Target; 6] = [
    Target { name: "expression", run: expression::run, words: host::words },
    Target { name: "pattern", run: pattern::run, words: pattern::words },
    Target { name: "editor", run: editor::run, words: host::words },
    Target { name: "model", run: model::run, words: model::words },
    Target { name: "definition", run: definition::run, words: definition::words },
    Target { name: "bpmn", run: bpmn::run, words: bpmn::words },
];

impl Target {
    /// The target of that name.
    pub fn named(name: &str) -> Option<&'static Target> {
        TARGETS.iter().find(|target| target.name == name)
    }
}

/// The text that bytes are taken for: what is no text among them is passed over.
pub fn text_of(bytes: &[u8]) -> String {
    bytes.utf8_chunks().map(|chunk| chunk.valid()).collect()
}
