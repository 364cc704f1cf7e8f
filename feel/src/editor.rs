//! What an editor of expressions asks for: completions, hints, the places where a name is used, renaming, formatting.
//!
//! All of these are functions of a text, a position in it (in bytes), and what the host declares.

mod completion;
mod definition;
mod format;
mod hover;
mod incomplete;
mod layout;
mod occurrences;
mod place;
mod rename;

pub use completion::{Completion, CompletionKind, complete};
pub use definition::{definition, references};
pub use format::format;
pub use hover::{Hover, hover};
pub use rename::{Edit, apply, rename};

use crate::check::DeclaredNames;
use crate::syntax::{Node, parse_expression, parse_tests};
use crate::{Error, Names, Type};

/// A text in an editor.
#[derive(Clone, Copy, Debug)]
pub struct Source<'t> {
    /// The text, which may be incomplete.
    pub text: &'t str,
    /// The type of the value that is tested, when the text is one of unary tests.
    pub input: Option<&'t Type>,
}

impl<'t> Source<'t> {
    /// Unary tests of values of a type.
    pub fn tests(text: &'t str, input: &'t Type) -> Source<'t> {
        Source { text, input: Some(input) }
    }

    fn parse(&self, names: &dyn Names) -> Result<Node, Error> {
        match self.input {
            None => parse_expression(self.text, names),
            Some(_) => parse_tests(self.text, names),
        }
    }

    fn parse_declared(&self, declared: &dyn crate::check::Declared) -> Option<Node> {
        self.parse(&DeclaredNames::new(declared)).ok()
    }
}

/// An expression.
impl<'t> From<&'t str> for Source<'t> {
    fn from(text: &'t str) -> Source<'t> {
        Source { text, input: None }
    }
}
