//! Decisions: models of DMN 1.5, what they require of one another, and what comes of them.
//!
//! A model is read from its XML ([`Model::read`]), models are put together ([`Library::new`]), and a library evaluates
//! decisions, services and knowledge by name. All logic becomes trees of the language: there is one evaluator.

mod compile;
mod error;
mod evaluate;
mod library;
pub mod model;
#[cfg(feature = "xml")]
mod read;
mod types;
#[cfg(feature = "xml")]
mod write;

pub use error::{ModelError, ModelErrorKind};
pub use library::{Invocable, Library};
pub use model::Model;

#[cfg(feature = "xml")]
impl Model {
    /// Reads a model from its XML.
    ///
    /// # Errors
    /// The text is no XML, no model, or lacks a part that the standard asks for.
    pub fn read(text: &str) -> Result<Model, ModelError> {
        read::read(text)
    }

    /// Writes the model as XML of DMN 1.5; reading that again gives the model.
    pub fn write(&self) -> String {
        write::write(self)
    }
}
